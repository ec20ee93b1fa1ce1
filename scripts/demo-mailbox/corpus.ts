/** Forms that only an office program writes: taken from the corpus, with their truth. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { corpusFolder, Submission } from '../corpus/folder.ts'
import type { ExpectedRegistration } from './case.ts'

/** @param name of a case whose form is registered, its format in front: `doc-school` */
export const ofCorpus = (
  name: string,
): { readonly bytes: Uint8Array; readonly registrations: ExpectedRegistration[] } => {
  const folder = path.join(corpusFolder, name)
  const truth = Submission.parse(JSON.parse(readFileSync(path.join(folder, 'submission.json'), 'utf8')))
  return {
    bytes: readFileSync(path.join(folder, truth.file)),
    registrations: (truth.forms ?? []).flatMap(form =>
      form.registrations.map(one => ({
        ...one,
        unit: form.unit.id ?? form.unit.name,
        sector: one.sector ?? '',
      })),
    ),
  }
}
