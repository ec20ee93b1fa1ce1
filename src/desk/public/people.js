/** Copies an address that is to be handed over. Without it, people select it themselves. */
for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!(button instanceof HTMLButtonElement)) continue
  const field = document.getElementById(button.dataset.copy ?? '')
  if (!(field instanceof HTMLTextAreaElement)) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    field.select()
    // Only pages by https, or of this machine, may use the clipboard; elsewhere the text is selected, for Ctrl+C.
    if (!navigator.clipboard) return
    await navigator.clipboard.writeText(field.value)
    const word = button.parentElement?.querySelector('[role=status]')
    if (word) word.textContent = button.dataset.copied ?? ''
  })
}
