/** Groups of an RTF that begin and end: stories of their own, drawings written twice, fields, words that nobody knows. */
import { textOf } from '../document/model.ts'
import { limits } from '../limits.ts'
import { hostile } from './reading.ts'
import type { Destination } from './rtf-destinations.ts'
import { decodeBytes } from './rtf-letters.ts'
import { makeStory } from './rtf-story.ts'
import { type Group, putText, type RtfWalk } from './rtf-walk.ts'

export const openGroup = (walk: RtfWalk): void => {
  if (walk.groups.length >= limits.rtf.depth) throw hostile('groups nested too deep')
  walk.groups.push(walk.group)
  walk.group = { ...walk.group }
  if (walk.group.destination === 'styles') walk.fonts.beginStyle()
}

/** The group's text goes elsewhere from here on. @param word that says so */
export const beginDestination = (walk: RtfWalk, destination: Destination, word: string): void => {
  const { group } = walk
  // Nothing inside what is passed over is shown.
  if (group.destination === 'none' || group.destination === 'unknown') return
  Object.assign(group, { destination, word })
  switch (destination) {
    case 'header':
    case 'footer':
    case 'note':
    case 'text-box':
      group.story = makeStory(destination, `${destination} ${++walk.stories}`, walk.shared)
      Object.assign(group, { isInTable: false, depth: 0, isNested: false })
      break
    case 'picture':
      walk.pictures.push(0)
      break
    case 'frame':
      group.drawing ??= { boxes: 0 }
      // A drawing is written twice, the second time for programs that do not know the first.
      if (word === 'shprslt' && group.drawing.boxes > 0) group.destination = 'none'
      break
  }
}

export const closeGroup = (walk: RtfWalk): void => {
  const ended = walk.group
  const parent = walk.groups.pop()
  if (!parent) return
  walk.group = parent
  if (ended.story !== parent.story) endStory(walk, ended)
  const isOver = ended.destination !== parent.destination
  switch (ended.destination) {
    case 'styles':
      if (!isOver) walk.fonts.endStyle()
      break
    case 'fonts':
      if (isOver) walk.fonts.fontText(';')
      break
    case 'hidden':
      if (isOver) walk.hidden.push('\n')
      break
    case 'unknown':
      // A new program's own words: nobody shows them, but they do not vanish.
      if (isOver && /\p{L}{2,}\s+\p{L}{2,}/u.test(walk.unknown)) walk.hidden.push(`\n${walk.unknown}\n`)
      if (isOver) walk.unknown = ''
      break
    case 'instruction':
      if (isOver) drawSymbol(walk)
      break
  }
}

const endStory = (walk: RtfWalk, { story, destination, word, drawing }: Group): void => {
  const sections = story.finish()
  if (sections.every(section => textOf(section.blocks).trim() === '')) return
  if (destination === 'header' || destination === 'footer')
    walk.pages.push({ kind: destination, word, sections })
  else if (story.kind === 'note') walk.notes.push(...sections)
  else {
    walk.group.story.addBoxes(sections)
    if (drawing) drawing.boxes++
  }
}

/** `SYMBOL 252 \f "Wingdings"`: a field without a result, which Word draws itself. */
const drawSymbol = (walk: RtfWalk): void => {
  const instruction = walk.group.field?.instruction ?? ''
  const symbol = /^\s*SYMBOL\s+(\d{1,5})/i.exec(instruction)
  if (!symbol) return
  const name = /\\f\s*"([^"]*)"/.exec(instruction)?.[1] ?? ''
  const font = { name, charset: undefined, codePage: undefined }
  putText(walk, decodeBytes(Uint8Array.of(Number(symbol[1]) & 0xff), font, walk.documentPage))
}
