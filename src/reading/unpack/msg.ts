/**
 * Outlook's .msg (MS-OXMSG): a compound file of one mail, each attachment a storage in it, a forwarded mail a storage of
 * the same shape inside that one. Read over the compound file that is open already; the library for it on npm follows
 * chains of sectors without end.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { kindOfOle, type OleFile, openOle, pathsOf, streamOf } from '../formats/ole.ts'
import { hostile } from '../formats/reading.ts'
import { limits } from '../limits.ts'
import { type ContainerEntry, nothing, type OpenContainer, type OpenedContainer } from './container.ts'
import {
  codepageOf,
  isByReference,
  isDrawn,
  type MapiProperties,
  type MapiValue,
  mailOf,
  tags,
  textOf,
} from './mapi.ts'

/** Undefined for the other compound files, which are documents. */
export const openMsg: OpenContainer = ({ bytes }) => {
  const file = openOle(bytes)
  return kindOfOle(file) === 'msg' ? openStorage(treeOf(file), undefined, 0) : undefined
}

/** A storage: its streams and the storages in it, by name. */
interface Storage {
  readonly streams: Map<string, Uint8Array>
  readonly storages: Map<string, Storage>
}

const emptyStorage = (): Storage => ({ streams: new Map(), storages: new Map() })

const treeOf = (file: OleFile): Storage => {
  const root = emptyStorage()
  for (const path of pathsOf(file)) {
    const [, ...names] = path.replace(/\/$/, '').split('/')
    const name = names.at(-1)
    if (name === undefined || names.length > limits.containerDepth * 2 + 4) continue
    let storage = root
    for (const one of names.slice(0, -1)) {
      if (!storage.storages.has(one)) storage.storages.set(one, emptyStorage())
      storage = storage.storages.get(one)!
    }
    const content = streamOf(file, `/${names.join('/')}`)
    if (content) storage.streams.set(name, content)
    else if (!storage.storages.has(name)) storage.storages.set(name, emptyStorage())
  }
  return root
}

/** @param around the code page of the mail around: one inside need not say it again */
const openStorage = (storage: Storage, around: number | undefined, depth: number): OpenedContainer => {
  const properties = propertiesOf(storage, depth === 0 ? 32 : 24)
  const codepage = codepageOf(properties) ?? around
  const attachments = [...storage.storages]
    .filter(([name]) => name.startsWith('__attach_version1.0_'))
    .sort(([one], [other]) => (one < other ? -1 : 1))
  if (attachments.length > limits.parts) throw hostile('msg-entries')
  return mailOf(
    properties,
    attachments.map(([, inside]) => attachmentOf(inside, codepage, depth)),
    codepage,
  )
}

/** 2.4: values of fixed size stand in one stream behind a header, the others each in a stream named for its tag. */
const propertiesOf = ({ streams }: Storage, header: number): MapiProperties => {
  const found = new Map<number, MapiValue>()
  const fixed = streams.get('__properties_version1.0') ?? nothing
  const view = new DataView(fixed.buffer, fixed.byteOffset, fixed.byteLength)
  for (let at = header; at + 16 <= fixed.length; at += 16)
    found.set(view.getUint16(at + 2, true), {
      type: view.getUint16(at, true),
      bytes: fixed.subarray(at + 8, at + 16),
    })
  for (const [name, bytes] of streams) {
    const tag = /^__substg1\.0_([0-9a-f]{4})([0-9a-f]{4})$/i.exec(name)
    if (tag) found.set(Number.parseInt(tag[1]!, 16), { type: Number.parseInt(tag[2]!, 16), bytes })
  }
  return found
}

const attachmentOf = (storage: Storage, codepage: number | undefined, depth: number): ContainerEntry => {
  const properties = propertiesOf(storage, 8)
  const text = (id: number): string => textOf(properties, id, codepage)
  const name = text(tags.attachLongFilename) || text(tags.attachFilename) || text(tags.displayName)
  const known = {
    name,
    drawn: isDrawn(properties),
    mediaType: text(tags.attachMimeTag).toLowerCase(),
    contentId: text(tags.attachContentId),
  }
  const refuse = (refused: Finding): ContainerEntry => ({ ...known, bytes: nothing, refused })
  if (isByReference(properties)) return refuse(finding('archive-link'))
  const object = storage.storages.get('__substg1.0_3701000D')
  if (object?.streams.has('__properties_version1.0')) {
    if (depth + 1 >= limits.containerDepth) return refuse(finding('forwarded-not-opened'))
    return { ...known, bytes: nothing, opened: openStorage(object, codepage, depth + 1) }
  }
  // An object of another program, drawn in the mail's words: its storage is no file that could be read by itself.
  if (object) return refuse(finding('embedded-part'))
  const data = properties.get(tags.attachData)
  return data?.type === 0x0102 ? { ...known, bytes: data.bytes } : { ...known, bytes: nothing }
}
