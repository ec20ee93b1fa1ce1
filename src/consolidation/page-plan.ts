/**
 * What stands on which page, before anything is drawn: pieces one below the other, the heading repeated on each page. A
 * piece that does not fit what is left goes to the next page; one taller than a page is split between lines; one that
 * must not end a page (a heading, the row above a sum) goes with what follows it. Points, from the body's upper left
 * corner, downwards. Pure: it knows no format and no font.
 */

/** A line of words; `above`: white before it, where a new paragraph of the cell begins. */
export interface CellLine {
  readonly text: string
  readonly above: number
  /** The next line of the cell begins a new word. */
  readonly endsWord?: boolean
}

/** A rectangle of a piece: columns `from` to `to` (not included), `top` and `height` within the piece. */
export interface PlanCell<Look> {
  readonly from: number
  readonly to: number
  readonly top: number
  readonly height: number
  readonly lines: readonly CellLine[]
  readonly look: Look
}

export interface Piece<Look> {
  readonly height: number
  readonly cells: readonly PlanCell<Look>[]
  /** Never the last on its page. */
  readonly keepsWithNext?: boolean
  /** Repeated above it where it is the first of a page. */
  readonly heading?: Piece<Look>
  /** Both parts have something of it, the first no higher than `room` unless one line is. Absent: never split. */
  readonly split?: (room: number) => readonly [Piece<Look>, Piece<Look>]
}

export interface Placed<Look> {
  readonly piece: Piece<Look>
  readonly y: number
  /** A heading that stands there only because a page begins. */
  readonly isRepeated: boolean
}
export type PlannedPage<Look> = readonly Placed<Look>[]

/** Less than this part of a page is not worth beginning something there that is taller than a page. */
const worthBeginning = 0.25
/** Nor this part to stay with what stands above. */
const worthStaying = 0.05

/** @param room height of a page's body. @returns at least one page */
export const planPages = <Look>(pieces: readonly Piece<Look>[], room: number): PlannedPage<Look>[] => {
  let current: Placed<Look>[] = []
  const pages = [current]
  let y = 0
  const put = (piece: Piece<Look>, isRepeated = false): void => {
    current.push({ piece, y, isRepeated })
    y += piece.height
  }
  const turn = (first: Piece<Look>): void => {
    current = []
    pages.push(current)
    y = 0
    if (first.heading) put(first.heading, true)
  }
  const isFresh = (): boolean => current.every(one => one.isRepeated)

  const place = (piece: Piece<Look>, index: number): void => {
    const whole = room - (piece.heading?.height ?? 0)
    const needed = togetherHeight(piece, pieces, index, whole)
    // For a beginning of what is split: of itself, or of what it must stay with.
    const left = room - y - (piece.split ? 0 : piece.height)
    const isHeld = current.at(-1)?.piece.keepsWithNext === true && left > whole * worthStaying
    if (y + needed <= room) put(piece)
    else if (!isFresh() && !isHeld && (needed <= whole || left < whole * worthBeginning)) {
      turn(piece)
      place(piece, index)
    } else if (piece.split) {
      // With what it must stay with it fits no page.
      const [part, rest] = piece.split(Math.min(room - y, piece.height - 1))
      put(part)
      turn(rest)
      place(rest, index)
    } else put(piece)
  }

  for (const [index, piece] of pieces.entries()) place(piece, index)
  return pages
}

/** The height of a piece and of all that must stand on its page with it. */
const togetherHeight = <Look>(
  piece: Piece<Look>,
  pieces: readonly Piece<Look>[],
  index: number,
  whole: number,
): number => {
  let sum = piece.height
  let last = piece
  for (let next = index + 1; last.keepsWithNext && next < pieces.length; next++) {
    last = pieces[next]!
    // What is split anyway needs only room for a beginning.
    if (last.split && last.height > whole) return sum + whole * worthBeginning
    sum += last.height
  }
  return sum
}
