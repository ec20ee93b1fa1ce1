/**
 * Where the text of a group goes (RTF 1.9.1, "Destinations"). A group that names no destination is text: an unknown word
 * never hides words, unless its writer marked it `\*` as one that may be passed over.
 */

export type Destination =
  /** Shown where it stands. */
  | 'text'
  /** Never text: settings, names of things. Nothing inside counts. */
  | 'none'
  /** Drawings: their own text is settings, but boxes and pictures inside are shown. */
  | 'frame'
  /** Marked `\*`, and not known: its words are kept apart, for the record. */
  | 'unknown'
  | 'hidden'
  | 'fonts'
  | 'styles'
  | 'label'
  | 'picture'
  | 'instruction'
  // Text that stands by itself.
  | 'header'
  | 'footer'
  | 'note'
  | 'text-box'

/** Words that open a destination. `result`, `fldrslt`, `ud` and the like are text where their parent is. */
const named: Readonly<Record<Exclude<Destination, 'text' | 'unknown'>, string>> = {
  fonts: 'fonttbl',
  styles: 'stylesheet',
  label: 'listtext pntext',
  picture: 'pict',
  instruction: 'fldinst',
  header: 'header headerl headerr headerf',
  footer: 'footer footerl footerr footerf',
  note: 'footnote',
  'text-box': 'shptxt dptxbxtext',
  // Remarks in the margin: not part of what the unit writes on the form, but not to vanish either.
  hidden: 'annotation',
  frame: 'shp shpinst shpgrp shprslt do shppict sp sv',
  none: [
    // The file about itself.
    'colortbl filetbl listtable listoverridetable listpicture revtbl rsidtbl pgptbl pgdsctbl protusertbl xmlnstbl',
    'info title subject author manager company operator category keywords comment doccomm hlinkbase generator',
    'userprops propname staticval linkval docvar template private latentstyles lsdlockedexcept stylerestrictions',
    'themedata colorschememapping datastore mmathPr wgrffmtfilter passwordhash password writereservation',
    'writereservhash creatim revtim printim buptim background mailmerge oldcprops oldpprops oldsprops oldtprops',
    'defchp defpap defshp fontemb fontfile fname falt panose ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn',
    // Marks in the text.
    'bkmkstart bkmkend atrfstart atrfend atnid atnauthor atndate atnicn atnref atntime atnparent',
    'protstart protend mvfmf mvfml mvtof mvtol xe rxe txe tc factoidname nextfile',
    // Settings of lists, fields, forms, shapes, pictures, objects.
    'pn pnseclvl pntxta pntxtb leveltext levelnumbers listname liststylename lfolevel listlevel list listoverride',
    'fldtype datafield formfield ffname ffdeftext ffformat ffhelptext ffstattext ffentrymcr ffexitmcr ffl',
    'sn shpinfo hl hlloc hlsrc hlfr picprop blipuid bliptag nonshppict nonesttables',
    'objclass objname objtime objdata objalias objsect objfile',
    'expshape xmlopen xmlattr xmlattrname xmlattrvalue xmlname xmlclose tblstyleprops',
    'mctrlPr htmltag mhtmltag ebcstart ebcend keycode gmxdata',
  ].join(' '),
}

const byWord = new Map<string, Destination>(
  Object.entries(named).flatMap(([destination, words]) =>
    words.split(' ').map((word): [string, Destination] => [word, destination as Destination]),
  ),
)

/** Words that may stand behind `\*` without hiding anything: what they hold is shown, or belongs to what is around. */
const transparent: ReadonlySet<string> = new Set(
  'ud nesttableprops moMath moMathPara shppict sv result fldrslt cgrid'.split(' '),
)

/** @param starred the word stands behind `\*`. @returns undefined for a word that opens no destination */
export const destinationOf = (word: string, starred: boolean): Destination | undefined =>
  byWord.get(word) ?? (starred && !transparent.has(word) ? 'unknown' : undefined)

const shown: ReadonlySet<Destination> = new Set(['text', 'header', 'footer', 'note', 'text-box'])
/** Whether text of that destination is shown somewhere. */
export const isShown = (destination: Destination): boolean => shown.has(destination)

/** Letters that control words stand for (RTF 1.9.1, "Special Characters"). `-` is the optional hyphen. */
export const letters: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['line', '\n'],
  ['lbr', '\n'],
  ['page', '\n'],
  ['column', '\n'],
  ['softline', '\n'],
  ['emdash', '—'],
  ['endash', '–'],
  ['emspace', '\u2003'],
  ['enspace', '\u2002'],
  ['qmspace', '\u2005'],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['~', '\u00a0'],
  ['-', '\u00ad'],
  ['_', '\u2011'],
  ['{', '{'],
  ['}', '}'],
  ['\\', '\\'],
])
