import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import { makeNoteStatuses } from '../../src/validation/note-status.ts'

const { campaign } = openCampaignFolder(
  path.resolve(import.meta.dirname, '../../templates/dan-van-kheo-2022'),
)
const statusesOf = makeNoteStatuses(campaign.form.noteStatuses)
const labels = (note: string): string =>
  statusesOf(note)
    .map(one => one.label)
    .join(', ')

describe('a note says what it says of its model', () => {
  test.each([
    ['Mới', 'mới'],
    ['Mô hình MỚI', 'mới'],
    ['Mô hình mới thành lập năm 2022', 'mới'],
    ['Duy trì từ năm 2021', 'duy trì'],
    ['(duy trì)', 'duy trì'],
    ['Tiếp tục thực hiện', 'duy trì'],
    ['Nhân rộng mô hình của thôn Trung', 'nhân rộng'],
    ['Duy tri'.normalize('NFD'), 'duy trì'],
    ['nhan rong', 'nhân rộng'],
    ['mo hinh moi', 'mới'],
  ])('%j: %s', (note, status) => {
    expect(labels(note)).toBe(status)
    expect(labels(note.normalize('NFD'))).toBe(status)
  })

  test('several words, and words against each other, are all listed', () => {
    expect(labels('Duy trì và nhân rộng')).toBe('duy trì, nhân rộng')
    expect(labels('Nhân rộng; mới')).toBe('mới, nhân rộng')
    expect(labels('Xây dựng nông thôn mới (mô hình mới)')).toBe('mới')
  })

  test.each([
    '',
    'Xây dựng nông thôn mới',
    'Nông thôn mới, đổi mới',
    'Mọi người cùng tham gia',
    'Môi trường',
    'moi truong',
    'moi',
    'Không duy trì',
    'Chưa nhân rộng',
    'Đề nghị nhân rộng',
    'Đạt giải cấp huyện năm 2021',
    'mớimới',
  ])('%j says nothing', note => {
    expect(labels(note)).toBe('')
  })

  test('a campaign that lists no statuses has none', () => {
    expect(makeNoteStatuses([])('Mới')).toEqual([])
  })
})
