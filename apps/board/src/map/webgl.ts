/** Whether this browser can draw the map at all: old machines, remote desktops and locked-down browsers often cannot. */
export function canDrawMap(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
}
