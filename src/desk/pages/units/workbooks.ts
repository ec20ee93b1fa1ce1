/** The roster as .xlsx: as it is in force, to be edited and taken over again; and with the state of each unit beside it. */
import { localTime } from '../../../domain/zoned-time.ts'
import { said } from '../../../units/roster-sheets.ts'
import { type MoreColumn, renderRosterWorkbook } from '../../../units/roster-workbook.ts'
import { sendAttachment } from '../../attachment.ts'
import type { Desk, DeskContext } from '../../desk.ts'
import { seeRoster } from './seen-roster.ts'

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const sendRoster = async (c: DeskContext, { app }: Desk): Promise<Response> => {
  const { wording } = app.folder
  const bytes = await renderRosterWorkbook(await app.roster.roster(), wording)
  return sendAttachment(c, bytes, said(wording, 'file'), type)
}

export const sendStates = async (c: DeskContext, desk: Desk): Promise<Response> => {
  const { say, app } = desk
  const { wording, campaign } = app.folder
  const { units, at } = await seeRoster(desk)
  const of = new Map(units.map(one => [one.unit.id, one]))
  const more: MoreColumn[] = [
    {
      heading: say('units.field-state'),
      width: 24,
      text: ({ id }) => {
        const one = of.get(id)
        if (!one) return ''
        const state = say(`units.state-${one.shown}`)
        return one.state === one.shown ? state : `${state} ${say('units.byGroup')}`
      },
    },
    { heading: say('units.forms'), width: 14, text: ({ id }) => String(of.get(id)?.registered ?? '') },
    { heading: say('units.models'), width: 14, text: ({ id }) => String(of.get(id)?.registrations ?? '') },
  ]
  const bytes = await renderRosterWorkbook({ units: units.map(one => one.unit) }, wording, more)
  const { day, time } = localTime(at, campaign.timeZone)
  return sendAttachment(c, bytes, say('units.statesFile', { when: `${day} ${time.replace(':', 'h')}` }), type)
}
