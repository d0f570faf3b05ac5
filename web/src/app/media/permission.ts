/** Whether opening these devices will make the browser ask the person; unknown counts as yes. */
export async function willAsk(wanted: { video: boolean }): Promise<boolean> {
  const names = wanted.video ? ['microphone', 'camera'] : ['microphone'];
  try {
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name: name as PermissionName })));
    return states.some(({ state }) => state === 'prompt');
  } catch {
    return true; // Firefox knows no such names
  }
}
