/**
 * What a note (Ghi chú) says of its model: mới, duy trì, nhân rộng. Whole words only, tone marks and all ("mọi" and "môi
 * trường" are not "mới"), in whatever case and tone-mark style. What contradicts itself is listed as it stands, what says
 * nothing gives nothing: nothing is counted by it, and the note itself stays as the unit wrote it.
 */
import type { CampaignForm } from '../domain/campaign.ts'
import { foldBare, foldTones } from '../text/fold.ts'

type NoteStatus = CampaignForm['noteStatuses'][number]

/** @returns a function from a note to the statuses it names, in the campaign's order */
export const makeNoteStatuses = (
  statuses: readonly NoteStatus[],
): ((note: string) => readonly NoteStatus[]) => {
  const known = statuses.map(status => ({
    status,
    words: status.words.map(sequence),
    // Typed without tone marks one syllable may be anything ("moi"); two and more are what they seem.
    bare: status.words.filter(one => one.includes(' ')).map(one => ` ${foldBare(one)} `),
    except: status.except.map(sequence),
  }))
  return note => {
    if (note === '') return []
    const text = sequence(note)
    const isBare = /^[\x20-\x7e\s]*$/.test(note)
    return known
      .filter(({ words, bare, except }) => {
        const left = except.reduce((rest, one) => rest.replaceAll(one, ' | '), text)
        return (isBare ? bare : words).some(one => left.includes(one))
      })
      .map(one => one.status)
  }
}

/** Words with one space around each, so that only whole ones are found; what is no letter or digit parts them. */
const sequence = (text: string): string =>
  ` ${foldTones(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()} `
