/** What stands around the table: the unit, the letter, the signature, and what must not be passed over. */
import { describe, expect, it } from 'vitest'
import { formDocx } from '../support/forms.ts'
import {
  above,
  cell,
  docx,
  form,
  individualHeading,
  line,
  paragraph,
  row,
  run,
  signature,
  table,
} from './raw-docx.ts'
import { readForms } from './read.ts'

const data = row(['1', 'Chi bộ 1', 'Vườn rau', '', '', '', ''])
const [party, unitLine, dateLine, titleLine, letterLine] = above as [string, string, string, string, string]
const evidence = async (head: readonly string[], after: readonly string[] = signature) => {
  const seen = await readForms(docx(form([data], { above: head, after })))
  return { unit: seen.forms[0]!.evidence.map(({ kind, text, role }) => `${kind} ${role}: ${text}`), seen }
}
const title = [titleLine, letterLine]

describe('the unit', () => {
  it.each<[string, readonly string[], readonly string[], (readonly string[])?]>([
    ['on its line', above, ['unit-line own: Trường THCS Kim Thư']],
    [
      'with dots around',
      [party, line('Đơn vị: …… Trường THCS Kim Thư ……'), ...title],
      ['unit-line own: Trường THCS Kim Thư'],
    ],
    [
      'before a tab and the date',
      [line('Đơn vị: Trường THCS Kim Thư\tKim Thư, ngày 11 tháng 02 năm 2022'), ...title],
      ['unit-line own: Trường THCS Kim Thư'],
    ],
    [
      'behind a tab',
      [line('Đơn vị:\tTrường THCS Kim Thư'), ...title],
      ['unit-line own: Trường THCS Kim Thư'],
    ],
    [
      'in the next cell',
      [table([row(['Đơn vị:', 'Trường THCS Kim Thư'])]), ...title],
      ['unit-line own: Trường THCS Kim Thư'],
    ],
    ['nowhere: only dots', [party, line('Đơn vị: ………………'), dateLine, ...title], []],
    [
      'behind the title of whoever signs',
      title,
      ['signature own: TRƯỜNG THCS KIM THƯ'],
      ['HIỆU TRƯỞNG TRƯỜNG THCS KIM THƯ', '(Ký, đóng dấu)', 'Nguyễn Thị Hà'].map(line),
    ],
    [
      'in a letterhead of one row',
      [
        table([
          row([
            'UBND HUYỆN THANH OAI\nTRƯỜNG THCS KIM THƯ',
            'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc',
          ]),
        ]),
        ...title,
      ],
      ['letterhead parent: UBND HUYỆN THANH OAI', 'letterhead own: TRƯỜNG THCS KIM THƯ'],
    ],
    [
      'in a letterhead of two rows',
      [
        table([
          row(['ĐẢNG BỘ XÃ KIM THƯ', 'ĐẢNG CỘNG SẢN VIỆT NAM']),
          row(['CHI BỘ TRƯỜNG THCS\n*', 'Kim Thư, ngày 11 tháng 02 năm 2022']),
        ]),
        ...title,
      ],
      ['letterhead parent: ĐẢNG BỘ XÃ KIM THƯ', 'letterhead own: CHI BỘ TRƯỜNG THCS'],
    ],
    [
      'in a letterhead set by tabs',
      [
        line('UBND HUYỆN THANH OAI\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'),
        line('TRƯỜNG THCS KIM THƯ\tĐộc lập - Tự do - Hạnh phúc'),
        ...title,
      ],
      ['letterhead parent: UBND HUYỆN THANH OAI', 'letterhead own: TRƯỜNG THCS KIM THƯ'],
    ],
    [
      'in a text box',
      [
        paragraph(
          `<w:r><w:pict><v:textbox><w:txbxContent>${line('ĐẢNG BỘ XÃ KIM THƯ')}${line('CHI BỘ TRƯỜNG THCS')}</w:txbxContent></v:textbox></w:pict></w:r>`,
        ),
        ...title,
      ],
      ['letterhead parent: ĐẢNG BỘ XÃ KIM THƯ', 'letterhead own: CHI BỘ TRƯỜNG THCS'],
    ],
    [
      'above the number of the document, with or without a colon',
      [
        table([
          row([
            'HUYỆN ỦY THANH OAI\nĐẢNG ỦY XÃ KIM THƯ\n*\nSố 05-BC/ĐU',
            'ĐẢNG CỘNG SẢN VIỆT NAM\nThanh Oai, ngày 10 tháng 02 năm 2022',
          ]),
        ]),
        ...title,
      ],
      ['letterhead parent: HUYỆN ỦY THANH OAI', 'letterhead own: ĐẢNG ỦY XÃ KIM THƯ'],
    ],
    [
      'not among those the letter goes to',
      [unitLine, line('Kính gửi:'), line('- Thường trực Huyện ủy'), line('- Ban Dân vận Huyện ủy'), ...title],
      ['unit-line own: Trường THCS Kim Thư'],
    ],
  ])('%s', async (_, head, unit, after) => {
    const got = await evidence(head, after)
    expect(got.unit).toEqual(unit)
    expect(got.seen.codes).toEqual([])
  })
  it('in the page header, beside page numbers', async () => {
    const sections =
      '<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:footerReference w:type="default" r:id="f"/></w:sectPr>'
    const seen = await readForms(
      docx(
        form([data], { above: title }) + sections,
        {
          'header1.xml': `<w:hdr>${line('UBND XÃ KIM THƯ')}${line('TRƯỜNG THCS KIM THƯ')}</w:hdr>`,
          'footer1.xml': `<w:ftr>${paragraph(`${run('Trang ')}<w:fldSimple w:instr="PAGE">${run('1')}</w:fldSimple>`)}</w:ftr>`,
        },
        { h: 'header1.xml', f: 'footer1.xml' },
      ),
    )
    expect(seen.forms[0]?.evidence.map(one => one.text)).toEqual(['UBND XÃ KIM THƯ', 'TRƯỜNG THCS KIM THƯ'])
    expect(seen.codes).toEqual([])
  })
  it('at the foot of every page says no more than the form', async () => {
    const seen = await readForms(
      docx(
        `${form([data])}<w:sectPr><w:footerReference w:type="default" r:id="f"/></w:sectPr>`,
        { 'footer1.xml': `<w:ftr>${line('Trường THCS Kim Thư - Huyện Thanh Oai')}</w:ftr>` },
        { f: 'footer1.xml' },
      ),
    )
    expect(seen.codes).toEqual([])
  })
  it('in the signature, with the person who signs', async () => {
    const got = await evidence(title, [
      table([
        row([
          cell('Nơi nhận:\n- Như trên;\n- Lưu: VP.'),
          cell(
            'Kim Thư, ngày 11 tháng 02 năm 2022\nT/M ĐẢNG ỦY XÃ KIM THƯ\nBÍ THƯ\n(Ký, đóng dấu)\nĐ/c Trần Văn Bình',
          ),
        ]),
      ]),
    ])
    expect(got.unit).toEqual(['signature own: ĐẢNG ỦY XÃ KIM THƯ'])
    expect(got.seen.forms[0]?.signer).toBe('Trần Văn Bình')
    expect(got.seen.codes).toEqual([])
  })
  it('is not taken for a second signer what is a person more than there are titles', async () => {
    const got = await evidence(above, [...signature, line('Trần Văn Bình'), line('Nguyễn Thị Hoa')])
    expect(got.seen.errors).toEqual(['unread-residue'])
  })
})

describe('title and letter', () => {
  it.each<[string, readonly string[]]>([
    [
      'on two lines',
      [unitLine, line('BIỂU MẪU'), line('ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022'), letterLine],
    ],
    [
      'broken within its words',
      [unitLine, line('BIỂU MẪU ĐĂNG KÝ'), line('MÔ HÌNH, ĐIỂN HÌNH'), line('"DÂN VẬN KHÉO" NĂM 2022')],
    ],
    [
      'in one paragraph with a break',
      [unitLine, line('BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH\n"DÂN VẬN KHÉO" NĂM 2022'), letterLine],
    ],
    [
      'of the unit’s own making',
      [unitLine, line('BẢN ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO CỦA TRƯỜNG THCS KIM THƯ NĂM 2022')],
    ],
    ['as an appendix', [unitLine, line('Phụ lục 1'), titleLine]],
    ['without the letter', [unitLine, titleLine]],
    ['without the title', [unitLine, letterLine]],
    [
      'the letter’s date in words',
      [unitLine, titleLine, line('(Kèm theo Công văn số 454-CV/HU, ngày 09 tháng 02 năm 2022)')],
    ],
    ['the letter’s number spaced', [unitLine, titleLine, line('(Theo công văn 454 - CV/HU)')]],
  ])('%s', async (name, head) => {
    const got = await evidence(head)
    expect(got.seen.errors).toEqual([])
    expect(got.unit).toContain('unit-line own: Trường THCS Kim Thư')
    expect(name).not.toBe('')
  })
  it.each<[string, readonly string[]]>([
    [
      'of another year',
      [unitLine, line('BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2021'), letterLine],
    ],
    [
      'of another year, on two lines',
      [unitLine, line('BIỂU MẪU ĐĂNG KÝ MÔ HÌNH'), line('"DÂN VẬN KHÉO" NĂM 2021'), letterLine],
    ],
    ['of another letter', [unitLine, titleLine, line('(Kèm theo Công văn số 312-CV/HU, ngày 09/02/2022)')]],
    [
      'of the letter of another day',
      [unitLine, titleLine, line('(Kèm theo Công văn số 454-CV/HU, ngày 09/02/2021)')],
    ],
    [
      'of another day, in words',
      [unitLine, titleLine, line('(Kèm theo Công văn số 454-CV/HU, ngày 10 tháng 02 năm 2021)')],
    ],
  ])('%s wait for the clerk', async (_, head) => {
    expect((await evidence(head)).seen.errors).toEqual(['other-letter'])
  })
  it('last year’s form as the campaign would have made it', async () => {
    const seen = await readForms(
      formDocx({
        unit: 'Trường THCS Kim Thư',
        letter: { number: '120-CV/HU', date: '2021-02-20', year: 2021 },
        collectives: [{ name: 'Chi bộ 1', models: { economy: 'Vườn rau' } }],
      }),
    )
    expect(seen.errors).toEqual(['other-letter'])
  })
})

describe('what is written outside the table', () => {
  const sentence = line('Chi bộ thôn 2 đăng ký mô hình trồng hoa ven đường năm 2022')
  it.each<[string, readonly string[], readonly string[], (readonly string[])?]>([
    ['above it', [...above, sentence], signature],
    [
      'in front of the title',
      [
        party,
        unitLine,
        line('Chi bộ thôn 2 xin đăng ký thêm một mô hình trồng hoa ven đường trong năm 2022 nữa'),
        ...title,
      ],
      signature,
    ],
    ['below it', above, [sentence, ...signature]],
    ['below the signature', above, [...signature, line('Trần Văn Bình'), sentence]],
    ['with a date', [...above, line('Ngày 10 tháng 02 năm 2022 chi bộ 2 đăng ký trồng hoa')], signature],
    [
      'behind words that hand the form over',
      above,
      [line('Trên đây là biểu đăng ký. Chi bộ 2 trồng hoa.'), ...signature],
    ],
    [
      'in words that hand the form over',
      above,
      [line('Trên đây là đăng ký mô hình "Vườn hoa" của chi bộ 2'), ...signature],
    ],
    ['behind a number', [...above, line('Số: 2 mô hình trồng hoa ven đường')], signature],
  ])('%s', async (_, head, after) => {
    expect((await evidence(head, after)).seen.errors).toEqual(['unread-residue'])
  })
  it.each([
    'Trên đây là đăng ký mô hình, điển hình "Dân vận khéo" năm 2022 của trường THCS Kim Thư./.',
    'Kính đề nghị Ban Dân vận Huyện ủy xem xét, tổng hợp.',
    'Trân trọng./.',
    'Tổng số: 02 mô hình tập thể, 01 điển hình cá nhân.',
  ])('but not what only hands it over: %s', async words => {
    expect((await evidence(above, [line(words), ...signature])).seen.codes).toEqual([])
  })
  it('between the blocks', async () => {
    const heading = individualHeading.replace('<w:t xml:space="preserve"></w:t>', '')
    const seen = await readForms(
      docx(
        [
          form([data], { after: [] }),
          sentence,
          table([heading, row(['1', 'Trần Văn Bình', 'Vườn rau', '', '', '', ''])]),
          ...signature,
        ].join(''),
      ),
    )
    expect(seen.forms).toHaveLength(2)
    expect(seen.errors).toContain('unread-residue')
  })
  it('in a footnote or a text box', async () => {
    const seen = await readForms(
      docx(form([data]), {
        'footnotes.xml': `<w:footnotes><w:footnote w:id="2">${sentence}</w:footnote></w:footnotes>`,
      }),
    )
    expect(seen.errors).toEqual(['unread-residue'])
  })
})

describe('a công văn with the form as its appendix', () => {
  const head = ['TRƯỜNG MẦM NON KIM THƯ', 'Số: 12/CV-MNKT', 'Kính gửi: Ban Dân vận Huyện ủy Thanh Oai']
  const tail = ['Trân trọng./.', 'Nơi nhận:', '- Như trên;', '- Lưu VT.', 'HIỆU TRƯỞNG', 'Nguyễn Thị Hà']
  const reason =
    'Thực hiện Công văn số 454-CV/HU ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai về việc đăng ký phong trào thi đua "Dân vận khéo" năm 2022, nhà trường xin gửi biểu đăng ký kèm theo.'
  const read = (...sentences: string[]) =>
    evidence([...[...head, reason, ...sentences, ...tail].map(line), ...above])
  it('is no residue, and its letterhead names the unit', async () => {
    const { unit, seen } = await read(
      'Trường Mầm non Kim Thư đăng ký mô hình "Dân vận khéo" năm 2022 (có biểu kèm theo).',
    )
    expect(seen.codes).toEqual([])
    expect(unit).toContain('letterhead own: TRƯỜNG MẦM NON KIM THƯ')
    expect(unit).toContain('unit-line own: Trường THCS Kim Thư')
  })
  it('nor is the letter that it answers, written above it', async () => {
    const { seen } = await read(
      '3. Thực hiện đăng ký mô hình các tập thể, cá nhân theo mẫu gửi về Thường trực Huyện ủy theo địa chỉ mail: bdv@hanoi.gov.vn trước ngày 15/02/2022 để tổng hợp.',
    )
    expect(seen.codes).toEqual([])
  })
  it.each([
    'Ngoài biểu kèm theo, trường bổ sung một việc làm khác.',
    'Nhà trường đăng ký mô hình "Lớp học không rác thải" do tổ 2 thực hiện.',
    '- Kinh tế: trồng rau sạch trong vườn trường',
  ])('but a sentence that registers something is: %s', async sentence => {
    expect((await read(sentence)).seen.errors).toEqual(['unread-residue'])
  })
})

describe('several forms in one file', () => {
  const whole = (unit: string, name: string): string =>
    [
      line(`Đơn vị: ${unit}`),
      titleLine,
      letterLine,
      form([row(['1', name, 'Vườn rau', '', '', '', ''])], { above: [] }),
    ].join('')
  it('each with its own unit', async () => {
    const seen = await readForms(
      docx(whole('Trường THCS Kim Thư', 'Tổ 1') + whole('Trường Tiểu học Kim Thư', 'Tổ 2')),
    )
    expect(seen.forms.map(one => [one.evidence[0]?.text, one.registrations[0]?.name])).toEqual([
      ['Trường THCS Kim Thư', 'Tổ 1'],
      ['Trường Tiểu học Kim Thư', 'Tổ 2'],
    ])
    expect(seen.codes).toEqual([])
  })
  it('each under a letterhead of its own', async () => {
    const one = (school: string): string =>
      [
        table([
          row([
            `UBND HUYỆN THANH OAI\n${school}`,
            'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc',
          ]),
        ]),
        titleLine,
        letterLine,
        form([data], { above: [], after: [...signature, line('Lê Thị Hoa')] }),
      ].join('')
    const seen = await readForms(docx(one('TRƯỜNG MẦM NON KIM THƯ') + one('TRƯỜNG TIỂU HỌC KIM THƯ')))
    expect(seen.forms.map(form => [form.evidence.at(-1)?.text, form.signer])).toEqual([
      ['TRƯỜNG MẦM NON KIM THƯ', 'Lê Thị Hoa'],
      ['TRƯỜNG TIỂU HỌC KIM THƯ', 'Lê Thị Hoa'],
    ])
    expect(seen.codes).toEqual([])
  })
  it('under one title', async () => {
    const second = [
      line('Đơn vị: Trường Tiểu học Kim Thư'),
      form([row(['1', 'Tổ 2', 'Vườn rau', '', '', '', ''])], { above: [] }),
    ]
    const seen = await readForms(docx(whole('Trường THCS Kim Thư', 'Tổ 1') + second.join('')))
    expect(seen.forms).toHaveLength(2)
    expect(seen.codes).toEqual([])
    const old = whole('Trường THCS Kim Thư', 'Tổ 1').replaceAll('NĂM 2022', 'NĂM 2021')
    const both = await readForms(docx(old + second.join('')))
    expect(both.forms.map(one => one.findings.map(found => found.code))).toEqual([
      ['other-letter'],
      ['other-letter'],
    ])
  })
})

describe('what is ours', () => {
  it('the letter with its blank form', async () => {
    const seen = await readForms(
      docx(
        [
          line('HUYỆN ỦY THANH OAI'),
          line('Số 454-CV/HU'),
          line('V/v triển khai, đăng ký phong trào thi đua'),
          line(''),
          form([row(['1', '', '', '', '', '', ''])]),
        ].join(''),
      ),
    )
    expect(seen).toMatchObject({ standing: 'not-a-form', codes: ['own-letter'] })
  })
  it('but not when somebody has filled it in', async () => {
    const seen = await readForms(
      docx([line('HUYỆN ỦY THANH OAI'), line('Số 454-CV/HU'), form([data])].join('')),
    )
    expect(seen.standing).toBe('forms')
  })
})
