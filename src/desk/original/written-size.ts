/** A size as Windows shows it to a clerk: `45 KB`, `1,3 MB`. @param bytes of a file */
export const writtenSize = (bytes: number): string =>
  bytes < 1_048_576
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1_048_576).toFixed(1).replace('.', ',')} MB`
