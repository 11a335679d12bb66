/** A file put beside the built main process; the import is its path. */
declare module '*?asset' {
  const path: string
  export default path
}
