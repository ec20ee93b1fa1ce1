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

/** @param room height of a page's body. @returns page after page, each as soon as nothing more comes on it; one at least */
export function* planPages<Look>(pieces: Iterable<Piece<Look>>, room: number): Generator<PlannedPage<Look>> {
  let current: Placed<Look>[] = []
  const full: PlannedPage<Look>[] = []
  const coming = lookAhead(pieces)
  let y = 0
  const put = (piece: Piece<Look>, isRepeated = false): void => {
    current.push({ piece, y, isRepeated })
    y += piece.height
  }
  const turn = (first: Piece<Look>): void => {
    full.push(current)
    current = []
    y = 0
    if (first.heading) put(first.heading, true)
  }
  const isFresh = (): boolean => current.every(one => one.isRepeated)

  const place = (piece: Piece<Look>): void => {
    const whole = room - (piece.heading?.height ?? 0)
    const needed = togetherHeight(piece, coming.peek, whole)
    // For a beginning of what is split: of itself, or of what it must stay with.
    const left = room - y - (piece.split ? 0 : piece.height)
    const isHeld = current.at(-1)?.piece.keepsWithNext === true && left > whole * worthStaying
    if (y + needed <= room) put(piece)
    else if (!isFresh() && !isHeld && (needed <= whole || left < whole * worthBeginning)) {
      turn(piece)
      place(piece)
    } else if (piece.split) {
      // With what it must stay with it fits no page.
      const [part, rest] = piece.split(Math.min(room - y, piece.height - 1))
      put(part)
      turn(rest)
      place(rest)
    } else put(piece)
  }

  for (let piece = coming.next(); piece; piece = coming.next()) {
    place(piece)
    yield* full.splice(0)
  }
  yield current
}

/** The height of a piece and of all that must stand on its page with it. */
const togetherHeight = <Look>(
  piece: Piece<Look>,
  peek: (ahead: number) => Piece<Look> | undefined,
  whole: number,
): number => {
  let sum = piece.height
  let last: Piece<Look> | undefined = piece
  for (let ahead = 0; last.keepsWithNext; ahead++) {
    last = peek(ahead)
    if (!last) break
    // What is split anyway needs only room for a beginning.
    if (last.split && last.height > whole) return sum + whole * worthBeginning
    sum += last.height
  }
  return sum
}

/** Pieces one by one, and those after them without taking them. */
const lookAhead = <T>(all: Iterable<T>): { next(): T | undefined; peek(ahead: number): T | undefined } => {
  const iterator = all[Symbol.iterator]()
  const waiting: T[] = []
  const peek = (ahead: number): T | undefined => {
    while (waiting.length <= ahead) {
      const step = iterator.next()
      if (step.done) return undefined
      waiting.push(step.value)
    }
    return waiting[ahead]
  }
  return {
    peek,
    next: () => {
      const first = peek(0)
      waiting.shift()
      return first
    },
  }
}
