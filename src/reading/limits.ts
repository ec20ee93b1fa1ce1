/**
 * Every limit of reading, with its reason, in one place. A limit fails with a finding; it never truncates. The largest
 * real form seen is 0.3 MB, 60 rows and 12 columns; a stamped scan may have 20 MB.
 */
export const limits = {
  /** Bytes of one message: mail servers of the province refuse above 25 MB, base64 makes 35 MB of it. */
  messageBytes: 64 * 1024 * 1024,
  /** Bytes of one part that is parsed (a scan is only kept). */
  partBytes: 32 * 1024 * 1024,
  /** MIME parts of one message. */
  parts: 500,
  mime: {
    /** Entities of one message, those that only hold others included. */
    entities: 2_000,
    /** Entities in one another. Honest mails have six. */
    depth: 40,
    /** Bytes of one text that is a mail's words: a chain of 40 answers has 1 MB, pictures written into HTML some more. */
    wordsBytes: 8 * 1024 * 1024,
    /** What is read of them: lines, and characters. That chain has 3,000 lines. */
    lines: 20_000,
    characters: 2_000_000,
  },
  /** Messages forwarded in one another. A form passed on by four offices was seen; mail loops reach hundreds. */
  forwardDepth: 10,
  /** Archives, winmail.dat and .msg in one another. A zip of a forwarded .msg with a zip in it has three. */
  containerDepth: 5,
  /** Bytes of a picture drawn inside a mail's text that is taken for a logo. */
  inlinePictureBytes: 40 * 1024,
  zip: {
    /** A form has 10 to 40 entries. */
    entries: 2_000,
    /** Inflated bytes of all entries together. */
    inflatedBytes: 96 * 1024 * 1024,
    /** Inflated to packed, for an entry above 1 MB: deflate's bombs reach 1,000, honest XML 60. */
    ratio: 150,
  },
  archive: {
    /** Entries of an archive of any kind; a commune's zip of all its schools has 60. */
    entries: 2_000,
    /** Bytes out of all archives of one message together, nested ones counted at each level. */
    unpackedBytes: 128 * 1024 * 1024,
    /** Bytes of the window that an entry asks for before it is unpacked. WinRAR's default is 32 MB. */
    dictionary: 64 * 1024 * 1024,
    /** Damaged entries after which a .rar is not begun again: each costs a walk over the whole archive. */
    damagedEntries: 20,
  },
  ole: {
    /** Entries of a compound file: a .msg has some thirty for each of its attachments and receivers. */
    entries: 20_000,
    /** Storages in one another: a .msg forwarded five deep has fifteen, an object in an object in a letter six. */
    depth: 30,
  },
  xml: {
    /** Elements nested in one another: Word's own files stay below 60. */
    depth: 250,
    /** Elements of one XML part. */
    elements: 1_500_000,
  },
  table: {
    rows: 5_000,
    /** Word itself allows 63 columns in a table; sheets more. */
    columns: 1_000,
    /** Cells with something in them, in one file. */
    cells: 200_000,
    /** Records of a .xls, each time that one is walked over. A sheet of 200,000 cells has as many, three times. */
    records: 3_000_000,
    /** Characters of all cells together: a sheet can repeat one long shared string in each of its cells. */
    characters: 10_000_000,
  },
  html: {
    /** Elements of one page, those that the parser adds to mend it included: Word writes 3,000 for a form; 150,000 take
     * two seconds and 300 MB. */
    elements: 150_000,
    /** Elements open at once. Each reply of Outlook nests its answer a few deeper; chains of 40 mails were seen. */
    depth: 400,
    /** Style rules that concern fonts or hiding: Outlook writes 60, newsletters 300. */
    rules: 5_000,
    /** Rules held against elements, in all; a second's work. Outlook's pages take some 10,000. */
    styleSteps: 500_000,
    /** Places of the grids of all tables: a cell may claim a thousand columns and five thousand rows. */
    places: 1_000_000,
  },
  /** Fields open in one another in a .docx: a table of contents with links and page numbers has three. */
  fieldDepth: 50,
  /** A text file: a log of a day has these; nobody types a form of them. */
  prose: { characters: 1_000_000, lines: 20_000 },
  /** A book of a province's figures has 81. What they hold together is bounded by cells and characters. */
  sheets: 256,
  doc: {
    /** Characters of a .doc: a book of 1,000 pages has 3 million. Pieces may point at the same bytes over and over. */
    characters: 4_000_000,
    /** Each empty one costs as much as one with text. A book has 30,000. */
    paragraphs: 200_000,
    /** Pieces of the text, and stretches with properties of their own. A book of 1,000 pages has 100,000. */
    pieces: 500_000,
    /** Tables in one another. Word's own dialogs stop far below. */
    tableDepth: 30,
  },
  rtf: {
    /** Groups in one another: Word's own files stay below 30. */
    depth: 500,
    /** As of a .doc. */
    paragraphs: 200_000,
    tableDepth: 30,
    /** Hidden ones count too. A book of 600 pages. */
    characters: 2_000_000,
    /** Words, braces and stretches of text. A report of 200 pages by Word has 300,000; pictures are left out. */
    tokens: 1_000_000,
  },
  pdf: {
    /** A form has 1 to 6; a plan with the form as its appendix 30. */
    pages: 80,
    /** Inflated bytes of all streams but pictures: a form has 0.3 MB, most of it fonts. */
    inflatedBytes: 96 * 1024 * 1024,
    /** Drawing operators of one page: a full page of Word has 5,000. */
    operators: 400_000,
    /** Letters of one file: a book of 80 pages has 200,000. */
    letters: 300_000,
    /** Lines of words on one page: print of 4 points fills it with 200, in four columns. */
    lines: 5_000,
    /** Straight lines of one page; maps and drawings have more, forms 200. */
    rules: 20_000,
    /** Filled areas that are looked at for what they cover; more belong to a drawing. */
    areas: 500,
    /** Lines of a table's grid in one direction. */
    gridLines: 1_000,
    /** Places of one table's grid: a full page of the form has 400. */
    places: 20_000,
    /** Saved graphics states and marked content in one another (ISO 32000-1, annex C: 28). */
    depth: 500,
  },
  child: {
    /** Milliseconds for one message. A form takes 20. */
    time: 20_000,
    /** Bytes of resident memory. A child that has loaded everything stands at 160 MB. */
    memory: 900 * 1024 * 1024,
    /** Messages read by one child before it is replaced, so that nothing of one file lingers for long. */
    messages: 300,
  },
} as const
