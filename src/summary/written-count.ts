/** `1.214`: a count with its thousands as Vietnamese writes them. */
export const writtenCount = (count: number): string => new Intl.NumberFormat('vi-VN').format(count)
