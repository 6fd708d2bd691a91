import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/**
 * AES-256-GCM under the one CLAIMDESK_MASTER_KEY. A sealed value is key id (4 bytes) ‖ nonce (12) ‖ tag (16) ‖ ciphertext.
 * The table and the row's id are authenticated with it, so that a sealed value cannot be moved to another row.
 */
export class MasterKey {
  private readonly keyId: Buffer;

  constructor(private readonly key: Buffer) {
    if (key.length !== 32) throw new Error('the master key must have 32 bytes');
    this.keyId = createHash('sha256').update('claimdesk master key id').update(key).digest().subarray(0, 4);
  }

  /** Names the key without telling it: a backup says by this which key it needs. */
  get id(): string {
    return this.keyId.toString('hex');
  }

  /** The id of the key that sealed this. */
  static idOfSealed(sealed: Buffer): string {
    return sealed.subarray(0, 4).toString('hex');
  }

  /** A key of its own for one purpose. */
  derive(purpose: string): Buffer {
    return createHmac('sha256', this.key).update(`claimdesk: ${purpose}`).digest();
  }

  seal(plain: Uint8Array, table: string, id: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    cipher.setAAD(Buffer.from(`${table}:${id}`));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([this.keyId, nonce, cipher.getAuthTag(), body]);
  }

  /** Throws an Error that names the row when the value was sealed by another master key or altered. */
  open(sealed: Buffer, table: string, id: string): Buffer {
    if (!sealed.subarray(0, 4).equals(this.keyId)) {
      throw new Error(
        `${table} ${id} was sealed with another CLAIMDESK_MASTER_KEY; start with the one it was made with`,
      );
    }
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(4, 16));
    decipher.setAAD(Buffer.from(`${table}:${id}`));
    decipher.setAuthTag(sealed.subarray(16, 32));
    return Buffer.concat([decipher.update(sealed.subarray(32)), decipher.final()]);
  }
}
