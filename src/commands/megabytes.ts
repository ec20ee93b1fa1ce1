/** `12,5`: a size as commands tell it, of bytes, in millions. */
export const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1).replace('.', ',')
