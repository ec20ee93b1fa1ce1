/**
 * Borders of columns that were meant as one. Dragged by hand they leave columns of a hair's breadth between rows that
 * look aligned; without this a model would seem to stand across two sectors. Formats hand in their own grid.
 */

/** Twentieths of a point. No column that somebody writes in is narrower than 2 mm. */
const narrow = 113

/** A cell's left and right border, counted from 0. */
export type Span = readonly [from: number, to: number]

/**
 * @param widths of the columns between the borders, in twentieths of a point; NaN or 0 where the file does not say
 * @param spans every cell's: one that would lose its whole width shows that the widths are not true
 * @returns where a border stands among those that are left
 */
export const snapBorders = (
  widths: readonly number[],
  spans: Iterable<Span>,
): ((border: number) => number) => {
  const places = [0]
  for (const [at, width] of widths.entries()) {
    const hair = width > 0 && width < narrow && at > 0
    places.push(places.at(-1)! + (hair ? 0 : 1))
  }
  const beyond = places.length - 1
  const snapped = (border: number): number =>
    border <= beyond ? places[border]! : places[beyond]! + border - beyond
  for (const [from, to] of spans) if (snapped(from) === snapped(to)) return border => border
  return snapped
}
