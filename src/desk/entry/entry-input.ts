/**
 * What the page `Nhập bản đăng ký` sends, checked: unit, way, when, from whom, rows, files. Everything that is wrong is
 * said at once, each under its field; the page shows again what was typed.
 */
import { type Campaign, opening } from '../../domain/campaign.ts'
import { type EntryWay, entryWays } from '../../domain/decision.ts'
import type { Unit } from '../../domain/unit.ts'
import { instantOf, isDay, localTime } from '../../domain/zoned-time.ts'
import { tidy } from '../../text/fold.ts'
import { type EntryRow, inFormOrder, rowFields, rowsOfFields } from './rows.ts'

/** As typed; '' where nothing was. */
export interface EntryFields {
  readonly key: string
  readonly unit: string
  readonly way: EntryWay
  /** `YYYY-MM-DD`, `HH:MM`. */
  readonly day: string
  readonly time: string
  readonly from: string
  /** As shown, blank ones too. */
  readonly rows: readonly EntryRow[]
  /** The parts that it is typed from: ids. */
  readonly of: readonly string[]
  /** How many decisions about each of these parts the page had seen. */
  readonly seen: ReadonlyMap<string, number>
}

export interface Entry {
  readonly key: string
  readonly unit: Unit
  readonly way: EntryWay
  readonly receivedAt: number
  readonly from: string
  /** In the form's order, none of them blank. */
  readonly rows: readonly EntryRow[]
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  readonly of: readonly string[]
  readonly seen: ReadonlyMap<string, number>
}

/** Words of `enter.yaml`, by the field that they stand at. */
export interface InputTroubles {
  readonly unit?: 'enter.wrong-unit'
  readonly when?: 'enter.wrong-when' | 'enter.wrong-when-early' | 'enter.wrong-when-late'
  readonly content?: 'enter.wrong-nothing'
}

/** Ways that a clerk chooses among; `scan` is what is typed from a picture that came by mail. */
export const handWays = ['paper', 'zalo', 'phone'] as const satisfies readonly EntryWay[]

/** Pages that one form is typed from; those of the longest book are forty. */
export const mostScans = 100

export const readFields = (data: FormData, campaign: Campaign): EntryFields => {
  const all = (name: string): string[] =>
    data.getAll(name).filter((one): one is string => typeof one === 'string')
  const one = (name: string): string => all(name)[0] ?? ''
  const values = Object.fromEntries(rowFields.map(field => [field, all(field)]))
  return {
    key: /^[a-z0-9-]{8,64}$/i.test(one('key')) ? one('key') : '',
    unit: one('unit'),
    way: entryWays.find(way => way === one('way')) ?? 'paper',
    ...{ day: one('day'), time: one('time'), from: tidy(one('from')).slice(0, 200) },
    rows: rowsOfFields(values as Record<(typeof rowFields)[number], string[]>, campaign.form),
    of: [...new Set(all('tu'))].slice(0, mostScans),
    seen: new Map(
      all('seen').flatMap(pair => {
        const [, id = '', count = ''] = /^(.+) (\d{1,6})$/.exec(pair) ?? []
        return id === '' ? [] : [[id, Number(count)] as const]
      }),
    ),
  }
}

/** What is put before somebody who has typed nothing yet. */
export const blankFields = (
  now: number,
  campaign: Campaign,
  more: Partial<EntryFields> & { readonly key: string },
): EntryFields => ({
  ...{
    unit: '',
    way: 'paper',
    from: '',
    rows: [],
    of: [],
    seen: new Map(),
    ...localTime(now, campaign.timeZone),
  },
  ...more,
})

/** The files that were chosen; a browser sends one without a name where none was. */
export const readFiles = async (data: FormData): Promise<Entry['files']> =>
  Promise.all(
    data
      .getAll('file')
      .filter((one): one is File => typeof one !== 'string' && (one.name !== '' || one.size > 0))
      .map(async file => ({
        name: tidy(file.name.split(/[/\\]/).at(-1) ?? '').replace(/\p{C}/gu, ''),
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
  )

/** @param scanned when what it is typed from came: then nobody is asked. Milliseconds */
export const checkEntry = (
  fields: EntryFields,
  files: Entry['files'],
  context: { units: readonly Unit[]; campaign: Campaign; now: number; scanned: number | undefined },
): { entry: Entry; troubles: undefined } | { entry: undefined; troubles: InputTroubles } => {
  const unit = context.units.find(one => one.id === fields.unit)
  const receivedAt = context.scanned ?? momentOf(fields, context.campaign)
  const rows = inFormOrder(fields.rows)
  const when = context.scanned === undefined ? whenTrouble(receivedAt, context) : undefined
  const troubles: InputTroubles = {
    ...(unit ? {} : { unit: 'enter.wrong-unit' as const }),
    ...(when && { when }),
    ...(rows.length + files.length > 0 ? {} : { content: 'enter.wrong-nothing' as const }),
  }
  if (!unit || receivedAt === undefined || Object.keys(troubles).length > 0)
    return { entry: undefined, troubles }
  const { key, from, of, seen } = fields
  const way = context.scanned === undefined ? (handWays.find(one => one === fields.way) ?? 'paper') : 'scan'
  return { entry: { key, unit, way, receivedAt, from, rows, files, of, seen }, troubles: undefined }
}

const momentOf = ({ day, time }: EntryFields, { timeZone }: Campaign): number | undefined =>
  isDay(day) && /^([01]\d|2[0-3]):[0-5]\d(:\d\d)?$/.test(time)
    ? instantOf(day, time.slice(0, 5), timeZone)
    : undefined

const whenTrouble = (
  at: number | undefined,
  { campaign, now }: { campaign: Campaign; now: number },
): InputTroubles['when'] => {
  if (at === undefined) return 'enter.wrong-when'
  if (at < opening(campaign)) return 'enter.wrong-when-early'
  return at > now ? 'enter.wrong-when-late' : undefined
}
