// The timer of a workshop: one step of an agenda after the other, counted down without a sound unless asked.
// Lives as long as the window; nothing of it is kept in the map.

/** A step of the agenda: its minutes in the short and in the long workshop, and the questions it answers. */
export interface Part {
  readonly short: number;
  readonly long: number;
  readonly questions: readonly number[];
}

/** Their names are in the catalogue of words, in the same order. */
export const AGENDA: readonly Part[] = [
  { short: 5, long: 5, questions: [] },
  { short: 15, long: 20, questions: [1, 2] },
  { short: 10, long: 15, questions: [3] },
  { short: 10, long: 20, questions: [6, 7] },
  { short: 10, long: 15, questions: [4, 5] },
  { short: 10, long: 15, questions: [8, 9] },
];

export type Length = "short" | "long";

/** The minutes of a whole workshop. */
export const minutesOf = (length: Length): number => AGENDA.reduce((sum, part) => sum + part[length], 0);

/** "6:42", or "+0:30" once the time is over. */
export function clockText(left: number): string {
  const seconds = left >= 0 ? Math.ceil(left) : Math.floor(-left);
  return `${left < 0 ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

class Clock {
  length: Length = $state("short");
  /** The step that is on; null while no workshop is. */
  step: number | null = $state(null);
  running = $state(false);
  /** A soft tone when a step's time is over. */
  sounds = $state(false);
  #now = $state(0);
  /** When it last went on, and the seconds of the step spent before that. */
  #since = 0;
  #spent = $state(0);
  #tick: ReturnType<typeof setInterval> | undefined;

  /** Seconds left of the step; below 0 once its time is over. */
  readonly left: number = $derived.by(() => {
    if (this.step === null) return 0;
    const running = this.running ? (this.#now - this.#since) / 1000 : 0;
    return AGENDA[this.step]![this.length] * 60 - this.#spent - running;
  });

  /** Begins a step anew. */
  go(step: number) {
    this.step = Math.min(Math.max(step, 0), AGENDA.length - 1);
    this.#spent = 0;
    this.#since = this.#now = Date.now();
    this.#run(true);
  }

  /** Holds the time, or lets it go on. */
  toggle() {
    if (this.running) this.#spent += (Date.now() - this.#since) / 1000;
    this.#since = this.#now = Date.now();
    this.#run(!this.running);
  }

  stop() {
    this.step = null;
    this.#run(false);
  }

  #run(on: boolean) {
    this.running = on;
    clearInterval(this.#tick);
    if (!on) return;
    this.#tick = setInterval(() => {
      const before = this.left;
      this.#now = Date.now();
      if (this.sounds && before > 0 && this.left <= 0) tone();
    }, 1000);
  }
}

/** A soft tone of half a second; silence where the system has no sound. */
function tone() {
  try {
    const audio = new AudioContext();
    const [voice, loudness] = [audio.createOscillator(), audio.createGain()];
    voice.frequency.value = 528;
    loudness.gain.setValueAtTime(0.12, audio.currentTime);
    loudness.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.5);
    voice.connect(loudness).connect(audio.destination);
    voice.start();
    voice.stop(audio.currentTime + 0.5);
    voice.onended = () => void audio.close();
  } catch {
    // No sound is no reason to disturb a workshop.
  }
}

/** The one clock of this window. */
export const clock = new Clock();
