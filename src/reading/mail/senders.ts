/** Who sent a form on to whom: evidence of its unit, the weakest, whoever wrote first before whoever passed it on. */
import type { PartReading } from '../../domain/reading.ts'
import type { UnitEvidence } from '../../domain/unit.ts'

/** @param senders innermost first */
export const withSenders = (part: PartReading, senders: readonly string[] = []): PartReading => {
  const evidence = senders
    .filter(text => text !== '')
    .map((text): UnitEvidence => ({ kind: 'sender', text, role: 'own' }))
  if (evidence.length === 0) return part
  return { ...part, forms: part.forms.map(form => ({ ...form, evidence: [...form.evidence, ...evidence] })) }
}
