/** `tonghop sent [ID] [--out DIR]`: mails of ours, and one of them exactly as it was sent, with its attachments. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { App } from '../app.ts'
import { AppError } from '../domain/errors.ts'
import { writtenMoment } from '../domain/zoned-time.ts'
import { makeFolder } from '../platform/make-folder.ts'
import type { Say } from '../platform/messages.ts'
import { isOnlyWritten } from '../summary/only-written.ts'
import { openSentMail } from '../summary/sent-mails.ts'
import { writtenFile } from '../summary/written-file.ts'
import type { Output } from './output.ts'

/** @param id undefined: all are listed. @throws AppError not-found, archive-damaged, bad-config */
export const sentCommand = async (
  app: App,
  { id, out }: { readonly id: string | undefined; readonly out: string | undefined },
  say: Say,
  output: Output,
): Promise<number> => {
  if (id === undefined) return listSent(app, say, output)
  const mail = await openSentMail(app, id)
  output.line(sentRow(app, mail.row, say))
  output.line(say('cli.mailSubject', { subject: mail.subject }))
  if (mail.cc.length > 0) output.line(say('cli.mailCc', { cc: mail.cc.join(', ') }))
  for (const one of mail.attachments) output.line(say('cli.mailFile', { file: writtenFile(one) }))
  if (out === undefined) {
    output.line('')
    output.line(mail.text)
    return 0
  }
  const name = id.replace(/[^\p{L}\p{N}.-]+/gu, '-')
  const files = [
    { name: `${name}.eml`, bytes: mail.raw },
    ...mail.attachments.map(one => ({ ...one, name: `${name} ${path.basename(one.name)}` })),
  ]
  for (const { name: file, bytes } of files)
    output.line(say('cli.written', { file: writeNew(path.resolve(out), file, bytes) }))
  return 0
}

const listSent = async (app: App, say: Say, output: Output): Promise<number> => {
  const mails = await app.store.sentMails()
  if (mails.length === 0) output.line(say('cli.sentNone'))
  for (const one of mails) {
    output.line(sentRow(app, one, say))
    if (isOnlyWritten(one)) output.line(say('cli.sentToFile', { file: one.detail }))
    else if (one.detail !== '' && one.state !== 'sent') output.line(`    ${one.detail}`)
  }
  return 0
}

type Row = Awaited<ReturnType<App['store']['sentMails']>>[number]
const sentRow = ({ folder }: App, { at, id, state, recipients }: Row, say: Say): string =>
  say('cli.sentRow', {
    when: writtenMoment(at, folder.campaign.timeZone),
    ...{ id, state: say(`mailState.${state}`), to: recipients.join(', ') },
  })

/** Nothing is written over another file; the same one, written before, will do. @returns its path */
const writeNew = (folder: string, name: string, bytes: Uint8Array): string => {
  const file = path.join(folder, name)
  try {
    makeFolder(folder)
    writeFileSync(file, bytes, { flag: 'wx' })
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause
    if (cause.code === 'EEXIST' && isSame(file, bytes)) return file
    throw new AppError(
      'bad-config',
      `${file} cannot be written, or another file stands there: give another folder with --out`,
      { cause },
    )
  }
  return file
}

const isSame = (file: string, bytes: Uint8Array): boolean => {
  try {
    return readFileSync(file).equals(bytes)
  } catch (cause) {
    // A folder of that name, or one that may not be read.
    if (cause instanceof Error && 'code' in cause) return false
    throw cause
  }
}
