import { open, type FileHandle } from 'node:fs/promises';
import { loopTurn } from '../loop-turns.js';
import { windowBytes, type ByteSource } from './byte-source.js';

/** So many reads in the window take a tenth of a millisecond or two. */
const readsPerTurn = 32;

/** Reads a file through one window, so that small reads near each other cost one system call. */
export class FileSource implements ByteSource {
  private window = Buffer.alloc(0);
  private windowStart = 0;
  private reads = 0;

  private constructor(
    private readonly file: FileHandle,
    readonly size: number,
  ) {}

  static async open(path: string): Promise<FileSource> {
    const file = await open(path, 'r');
    try {
      return new FileSource(file, (await file.stat()).size);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async read(start: number): Promise<Buffer> {
    this.reads += 1;
    const turn = this.reads % readsPerTurn === 0 ? loopTurn() : null;
    if (turn !== null) await turn;
    const from = start - this.windowStart;
    if (from >= 0 && from < this.window.length) return this.window.subarray(from);
    await this.fill(start);
    return this.window;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** Takes new memory each time: views of the last window may still be in use. */
  private async fill(start: number): Promise<void> {
    const fresh = Buffer.allocUnsafeSlow(Math.min(windowBytes, Math.max(this.size - start, 0)));
    const { bytesRead } = await this.file.read(fresh, 0, fresh.length, start);
    this.window = fresh.subarray(0, bytesRead);
    this.windowStart = start;
  }
}
