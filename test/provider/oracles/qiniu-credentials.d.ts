/** The signer of Qiniu's own real-time calls, which its SDK exports without types. */
declare module 'qiniu/qiniu/rtc/credentials.js' {
  export default class Credentials {
    constructor(accessKey: string, secretKey: string);
    /** `Qiniu <access key>:<signature>`; a Content-Type line only when that header is given, the port in the host line. */
    generateAccessToken(
      request: {
        readonly method: string;
        readonly host: string;
        readonly port: string;
        readonly path: string;
        readonly headers: Readonly<Record<string, string>>;
      },
      body: null,
    ): string;
  }
}
