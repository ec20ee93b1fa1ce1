/** Roman numerals: of blocks, as offices write them, and of lists. */

/** 1 to 3999. */
export const roman = (number: number): string => {
  const digits: readonly [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = number
  return digits
    .map(([value, letters]) => {
      const times = Math.floor(rest / value)
      rest -= times * value
      return letters.repeat(times)
    })
    .join('')
}
