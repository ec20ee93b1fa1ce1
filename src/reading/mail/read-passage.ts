/** One passage of a mail's words to the forms pasted into it. What is quoted below an answer is proposed, never registered. */
import type { Campaign } from '../../domain/campaign.ts'
import { type Finding, finding } from '../../domain/finding.ts'
import type { FormReading } from '../../domain/reading.ts'
import type { UnitEvidence } from '../../domain/unit.ts'
import { foldBare } from '../../text/fold.ts'
import type { Document } from '../document/model.ts'
import { recogniseForms } from '../form/recognise.ts'
import type { FormWords } from '../form/words.ts'
import { looksListed, namesMovement, saysMore } from './cover-note.ts'
import { isFormTable } from './mail-lines.ts'
import { cutPastedForm } from './pasted-form.ts'
import type { MailPassage } from './quotes.ts'

/** Forms without a registration are kept: whether a blank one says anything depends on what came beside it. */
export const readPassage = (
  passage: MailPassage,
  document: Document,
  campaign: Campaign,
  words: FormWords,
): FormReading[] => {
  if (!passage.lines.some(isFormTable)) return []
  const pasted = cutPastedForm(passage.lines, document, words)
  const { forms } = recogniseForms(pasted.document, campaign)
  const known = knownOf(forms)
  const more = pasted.notes
    .filter(note => saysMore(note.text, known, words) || looksListed(note.text))
    .map(note => finding('unread-residue', { text: note.text }, note.source))
  const headings = [passage.subject, ...pasted.notes.map(note => note.text)]
  const own: UnitEvidence[] = pasted.offices.map(text => ({ kind: 'signature', text, role: 'own' }))
  const sender: UnitEvidence[] =
    passage.sender === '' ? [] : [{ kind: 'sender', text: passage.sender, role: 'own' }]
  return forms.map((form, at) => ({
    ...form,
    evidence: [...form.evidence, ...(forms.length === 1 && !namesUnit(form) ? own : []), ...sender],
    findings: [
      ...marked(form.findings, headings, campaign, words),
      ...(at === 0 ? more : []),
      ...(passage.standing === 'quoted' ? [finding('form-quoted', { sender: passage.sender || '…' })] : []),
    ],
  }))
}

/** Names and models that forms register, folded. */
export const knownOf = (forms: readonly FormReading[]): string[] =>
  forms
    .flatMap(form => form.registrations.flatMap(one => [one.name, one.model, one.note]))
    .map(foldBare)
    .filter(text => text !== '')

const namesUnit = (form: FormReading): boolean =>
  form.evidence.some(one => one.kind === 'unit-line' || one.kind === 'letterhead')

/** A mail's subject and words head the table in it: they may say what the pasted table itself does not. */
const marked = (
  findings: readonly Finding[],
  headings: readonly string[],
  campaign: Campaign,
  words: FormWords,
): Finding[] => {
  const other = headings.find(text => isOfOther(text, campaign))
  if (other !== undefined) return [...findings, finding('other-letter', { text: other })]
  const number = foldBare(campaign.letter.number)
  const isMarked = headings.some(
    text => words.isTitle(text) || namesMovement(foldBare(text)) || foldBare(text).includes(number),
  )
  // `form-headings` only explains what nothing else said.
  return findings.filter(one => !isMarked || (one.code !== 'form-unmarked' && one.code !== 'form-headings'))
}

/** Speaks of registering in another year, or answers another letter. */
const isOfOther = (text: string, { year, letter }: Campaign): boolean => {
  const bare = foldBare(text)
  const years = [...bare.matchAll(/\bnam (20\d\d)\b/g)].map(found => Number(found[1]))
  if (/\b(?:dan van kheo|dvk|dang ky|mo hinh)\b/.test(bare) && years.length > 0 && !years.includes(year))
    return true
  const numbers = [...text.matchAll(/(\d{1,5})\s*-?\s*CV\s*\/\s*HU/giu)].map(found => Number(found[1]))
  return numbers.length > 0 && !numbers.includes(Number.parseInt(letter.number, 10))
}
