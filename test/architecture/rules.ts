/**
 * Who may import whom, as data. A group is a folder (or a file) of `src`; the longest that fits a file is its own. What
 * is not listed is forbidden, for type-only imports too. Exceptions name both files and the reason, and must be in use.
 */

export interface Rule {
  /** Groups of ours. Its own group is always allowed. */
  readonly ours: readonly string[]
  /** npm packages. */
  readonly packages: readonly string[]
  /** Modules of Node, without `node:`. */
  readonly node: readonly string[]
}

export const rules: Readonly<Record<string, Rule>> = {
  domain: { ours: [], packages: ['zod'], node: ['crypto'] },
  text: { ours: [], packages: [], node: [] },
  ports: { ours: ['domain'], packages: [], node: [] },
  failpoints: { ours: [], packages: [], node: [] },

  // Pure: no store, queue, network, disk or clock.
  'reading/limits': { ours: [], packages: [], node: [] },
  'reading/document': { ours: ['domain', 'text'], packages: [], node: [] },
  'reading/formats': {
    ours: ['domain', 'text', 'reading/document', 'reading/limits'],
    packages: [...['saxes', 'fflate', 'mammoth', 'exceljs'], ...['@e965/xlsx', 'unpdf', 'parse5']],
    // Computes, and touches nothing: a twentieth of the time of the same in JavaScript.
    node: ['zlib'],
  },
  'reading/form': { ours: ['domain', 'text', 'reading/document', 'reading/limits'], packages: [], node: [] },
  'reading/unpack': {
    ours: ['domain', 'text', 'reading/limits'],
    packages: ['mailparser', 'node-unrar-js'],
    node: [],
  },
  reading: {
    ours: [
      ...['domain', 'text', 'reading/limits', 'reading/unpack'],
      ...['reading/formats', 'reading/document', 'reading/form'],
    ],
    packages: ['@e965/xlsx'],
    node: [],
  },

  units: { ours: ['domain', 'text', 'ports'], packages: ['exceljs'], node: ['fs/promises', 'path'] },
  intake: {
    ours: ['domain', 'text', 'ports', 'failpoints'],
    packages: ['imapflow'],
    node: ['fs', 'fs/promises', 'path'],
  },
  validation: { ours: ['domain', 'text', 'units', 'ports'], packages: [], node: ['crypto'] },
  consolidation: {
    ours: ['domain', 'text', 'ports', 'validation', 'consolidation/hand-edits', 'failpoints'],
    packages: ['pdfkit'],
    node: ['events', 'fs', 'fs/promises', 'path', 'stream', 'url', 'zlib'],
  },
  'consolidation/hand-edits': {
    ours: ['domain', 'text', 'ports', 'units', 'consolidation'],
    packages: [],
    node: [],
  },
  summary: {
    ours: ['domain', 'text', 'ports', 'consolidation', 'validation', 'failpoints'],
    packages: ['nodemailer', 'mailparser'],
    node: [],
  },
  health: {
    ours: ['domain', 'ports', 'consolidation', 'intake', 'units', 'summary', 'replies', 'worker-names'],
    packages: [],
    node: [],
  },
  // Words and bytes come from elsewhere; mails are composed and handed over as all of ours are.
  replies: {
    ours: ['domain', 'text', 'ports', 'consolidation', 'validation', 'summary'],
    packages: [],
    node: [],
  },
  jobs: { ours: ['domain', 'ports', 'units', 'validation', 'failpoints'], packages: [], node: [] },

  handover: {
    ours: ['domain', 'ports', 'failpoints'],
    packages: ['zod'],
    node: ['fs/promises', 'path', 'util', 'zlib'],
  },
  backup: { ours: ['domain', 'ports'], packages: ['zod'], node: ['fs/promises', 'path'] },
  replay: { ours: ['domain', 'ports'], packages: [], node: ['fs/promises', 'path'] },

  platform: {
    ours: ['domain', 'text', 'ports', 'failpoints'],
    packages: ['pino', 'yaml', 'zod', 'nodemailer'],
    node: ['fs', 'fs/promises', 'os', 'path', 'crypto', 'stream', 'sqlite'],
  },
  'platform/store': {
    ours: ['domain', 'ports', 'text', 'failpoints'],
    packages: ['kysely', 'zod'],
    node: ['crypto', 'fs', 'path', 'sqlite', 'timers/promises'],
  },
  'platform/queue': {
    ours: ['domain', 'ports', 'failpoints'],
    packages: ['bullmq', 'ioredis'],
    node: ['crypto', 'events', 'path', 'timers/promises'],
  },
  'platform/sandbox': {
    ours: ['domain', 'reading', 'reading/limits'],
    packages: [],
    node: ['child_process', 'fs', 'path'],
  },

  // Shows and asks; what it does goes through the functions that commands and workers use.
  desk: {
    ours: [
      ...['app', 'config', 'domain', 'ports', 'text', 'units', 'intake', 'validation', 'consolidation'],
      ...['consolidation/hand-edits', 'summary', 'replies', 'health', 'replay', 'handover', 'worker-names'],
      'failpoints',
    ],
    packages: ['hono', '@hono/node-server', 'yaml', 'zod', 'nodemailer'],
    node: ['crypto', 'fs', 'fs/promises', 'net', 'path', 'perf_hooks'],
  },

  config: { ours: ['domain'], packages: [], node: ['fs', 'path'] },
  'worker-names': { ours: ['domain'], packages: [], node: [] },
  'node-version': { ours: [], packages: [], node: [] },
  // The one that sees adapters.
  app: {
    ours: [
      ...['config', 'domain', 'ports', 'intake', 'units', 'consolidation', 'summary', 'health'],
      ...['platform', 'platform/store', 'platform/queue', 'platform/sandbox'],
    ],
    packages: [],
    node: ['fs', 'path'],
  },
  workers: {
    ours: [
      ...['app', 'domain', 'ports', 'intake', 'jobs', 'consolidation', 'summary', 'replies'],
      'worker-names',
      'desk',
    ],
    packages: [],
    node: [],
  },
  commands: {
    ours: [
      ...['app', 'workers', 'worker-names', 'config', 'domain', 'ports'],
      ...[
        'intake',
        'units',
        'validation',
        'consolidation',
        'consolidation/hand-edits',
        'summary',
        'health',
        'jobs',
        'replay',
        'backup',
        'replies',
        'text',
        'handover',
      ],
    ],
    packages: [],
    node: ['fs', 'net', 'path', 'readline/promises', 'stream', 'util'],
  },
  cli: {
    ours: ['app', 'commands', 'config', 'domain'],
    packages: [],
    node: ['path'],
  },
}

export interface Exception {
  /** A file, or a folder with `/` at its end. */
  readonly from: string
  readonly to: string
  readonly typeOnly?: true
  readonly why: string
}

const words = 'what commands say to people; holds no technology but the file of texts'
const inForce = 'commands that use no store open the campaign themselves'

export const exceptions: readonly Exception[] = [
  ...Object.entries({
    sniff: 'a zip of files and a .docx begin alike: the container is told from the form by the same look',
    reading: 'one way to give up',
    zip: 'one guard against zip bombs for office files and for zips of files',
    'zip-directory': 'one parser of zips, so that the two never see different files in the same bytes',
    ole: 'a .msg is a compound file as a .doc is, opened with the same care',
    inflate: 'deflate counted while it comes out, wherever it is met',
    crc32: 'one checksum for zips and .7z',
    'html-charset': 'the letters of a page are told alike, sent as a file or as the words of a mail',
    'zip-names': 'names in a zip that has lost its directory',
  }).map(([file, why]) => ({ from: 'src/reading/unpack/', to: `src/reading/formats/${file}.ts`, why })),
  ...['mime-tree', 'mime-leaves'].map(file => ({
    from: 'src/reading/formats/mhtml.ts',
    to: `src/reading/unpack/${file}.ts`,
    why: 'a web page in one file is MIME, as a mail is: one parser of it',
  })),
  ...Object.entries({
    'compound-file': 'the sectors of a compound file are followed in one place; nothing of it is parsed',
    reading: 'how a damaged one is told',
  }).map(([file, why]) => ({ from: 'src/intake/msg-receipt.ts', to: `src/reading/formats/${file}.ts`, why })),
  {
    from: 'src/intake/',
    to: 'src/config.ts',
    typeOnly: true,
    why: 'the shape of the IMAP settings, handed in by app.ts',
  },
  { from: 'src/intake/', to: 'src/platform/logging.ts', why: 'the log, and how an error is logged' },
  {
    from: 'src/consolidation/',
    to: 'src/platform/campaign-folder.ts',
    typeOnly: true,
    why: 'the campaign with its wordings, opened by app.ts',
  },
  ...['src/consolidation/', 'src/units/'].map(from => ({
    from,
    to: 'src/platform/durable-file.ts',
    why: 'the one way in which a file comes to stand on the disk',
  })),
  ...['src/consolidation/write-tables.ts', 'src/units/roster-file.ts'].map(from => ({
    from,
    to: 'src/platform/holder.ts',
    why: 'who has a file open is told in one way',
  })),
  ...[
    ...['src/consolidation/', 'src/handover/write-archive.ts', 'src/replay/replay.ts', 'src/commands/'],
    'src/platform/store/',
  ].map(from => ({ from, to: 'src/platform/make-folder.ts', why: 'the one way in which a folder is made' })),
  {
    from: 'src/platform/store/sqlite-connection.ts',
    to: 'src/platform/durable-file.ts',
    why: 'which errors of the system mean a full disk',
  },
  { from: 'src/consolidation/keep-tables.ts', to: 'src/platform/logging.ts', why: 'how an error is logged' },
  { from: 'src/summary/', to: 'src/platform/logging.ts', why: 'how an error is logged' },
  { from: 'src/desk/make-desk.ts', to: 'src/platform/logging.ts', why: 'how an error is logged' },
  {
    from: 'src/desk/pages/tables/tables.ts',
    to: 'src/platform/campaign-folder.ts',
    why: "the campaign's blank form, a file of its folder",
  },
  { from: 'src/desk/desk.ts', to: 'src/platform/logging.ts', why: 'how an error is logged' },
  { from: 'src/desk/live.ts', to: 'src/platform/logging.ts', why: 'how an error is logged' },
  { from: 'src/replies/', to: 'src/platform/logging.ts', why: 'how an error is logged' },
  ...['document/build', 'document/model', 'form/recognise'].map(file => ({
    from: 'src/desk/entry/read-back.ts',
    to: `src/reading/${file}.ts`,
    why: 'what somebody types is asked of the rules that will read it; nothing is parsed',
  })),
  {
    from: 'src/jobs/read-job.ts',
    to: 'src/platform/sandbox/reader.ts',
    typeOnly: true,
    why: 'the shape of the reader, handed in by workers.ts',
  },
  { from: 'src/platform/queue/', to: 'src/platform/logging.ts', why: 'the log, and how an error is logged' },
  {
    from: 'src/platform/store/readings.ts',
    to: 'src/validation/content-hash.ts',
    why: 'submissions are found by what they say; one definition of that',
  },
  {
    from: 'src/platform/service-lock.ts',
    to: 'src/platform/store/sqlite-connection.ts',
    why: "what SQLite's errors mean is said once",
  },
  {
    from: 'src/workers.ts',
    to: 'src/platform/sandbox/reader.ts',
    why: 'children live as long as the reading worker, not as the program',
  },
  {
    from: 'src/workers.ts',
    to: 'src/platform/service-lock.ts',
    why: 'roles are held as long as their workers run',
  },
  {
    from: 'src/workers.ts',
    to: 'src/platform/campaign-folder.ts',
    why: "the campaign's blank form, a file of its folder, warms the children up",
  },
  { from: 'src/workers.ts', to: 'src/platform/logging.ts', why: 'how an error is logged' },
  { from: 'src/commands/workbook.ts', to: 'src/platform/service-lock.ts', why: 'stands in for a worker' },
  {
    from: 'src/commands/replay.ts',
    to: 'src/platform/service-lock.ts',
    why: 'one at a time: its copy stands in DATA_DIR',
  },
  ...['durable-file', 'make-folder'].map(name => ({
    from: 'src/backup/',
    to: `src/platform/${name}.ts`,
    why: 'the one way in which files and folders come to stand on the disk',
  })),
  {
    from: 'src/handover/',
    to: 'src/platform/durable-file.ts',
    why: 'one way in which a file comes to stand on the disk',
  },
  {
    from: 'src/commands/archive.ts',
    to: 'src/platform/sandbox/reader.ts',
    why: 'a table of an archive is opened in the child process',
  },
  {
    from: 'src/commands/archive.ts',
    to: 'src/platform/service-lock.ts',
    why: 'builds the tables in place of a worker that does not run',
  },
  {
    from: 'src/commands/replay.ts',
    to: 'src/platform/sandbox/reader.ts',
    why: 'reads for itself, and never outside the child process',
  },
  ...[
    'people/account-keys',
    'people/password-rules',
    'people/people',
    'people/person-state',
    'serve-desk',
  ].map(file => ({
    from: 'src/commands/account.ts',
    to: `src/desk/${file}.ts`,
    why: 'accounts are changed in one way, at the desk and by command',
  })),
  { from: 'src/commands/status.ts', to: 'src/platform/service-lock.ts', why: 'says whether a service runs' },
  {
    from: 'src/commands/read.ts',
    to: 'src/platform/sandbox/reader.ts',
    why: 'reads without store and queue, but never outside the child process',
  },
  {
    from: 'src/commands/read.ts',
    to: 'src/platform/campaign-folder.ts',
    typeOnly: true,
    why: inForce,
  },
  { from: 'src/commands/', to: 'src/platform/messages.ts', why: words },
  { from: 'src/health/', to: 'src/platform/messages.ts', typeOnly: true, why: words },
  {
    from: 'src/commands/doctor-desk.ts',
    to: 'src/desk/own-address.ts',
    why: 'which addresses are of this machine alone is said once',
  },
  // doctor looks at every adapter by itself: that is what it is for.
  ...['campaign-folder', 'clock', 'logging', 'queue/redis-connection', 'service-lock', 'smtp-outbox'].map(
    name => ({
      from: 'src/commands/doctor.ts',
      to: `src/platform/${name}.ts`,
      why: 'doctor looks at each adapter by itself',
    }),
  ),
  ...['child-process', 'reader'].map(name => ({
    from: 'src/commands/doctor.ts',
    to: `src/platform/sandbox/${name}.ts`,
    why: 'doctor tries the child process',
  })),
  { from: 'src/cli.ts', to: 'src/platform/messages.ts', why: words },
  { from: 'src/cli.ts', to: 'src/platform/campaign-folder.ts', why: inForce },
  { from: 'src/cli.ts', to: 'src/platform/clock.ts', why: 'the real clock, handed to app.ts' },
  { from: 'src/cli.ts', to: 'src/platform/logging.ts', why: 'the log, handed to app.ts' },
]

/** The group of a file of `src`: the longest listed name that its path begins with. */
export const groupOf = (file: string): string | undefined => {
  const inside = file.replace(/^src\//, '').replace(/\.(?:ts|mjs)$/, '')
  return Object.keys(rules)
    .filter(group => inside === group || inside.startsWith(`${group}/`))
    .sort((one, other) => other.length - one.length)[0]
}
