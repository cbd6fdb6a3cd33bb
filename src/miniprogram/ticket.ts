/**
 * A `getTicket` for a mini-program: hands a fresh code of `wx.login` to the partner's own backend, which alone can redeem
 * it (its appid, its secret), knows its user by it, and answers with the bank's one-use ticket as plain text, or with
 * 401 when nobody is signed in.
 * `url` is on the mini-program's list of request domains and takes `POST {"code": "…"}`.
 */
export function ticketFrom(url: string): () => Promise<string> {
  return () =>
    new Promise((resolve, reject) => {
      const fail = ({ errMsg }: { errMsg: string }) => reject(new Error(errMsg));
      wx.login({
        fail,
        success: ({ code }) =>
          wx.request({
            url,
            method: 'POST',
            data: { code },
            fail,
            success: ({ statusCode, data }) =>
              statusCode === 401
                ? resolve('')
                : statusCode === 200 && typeof data === 'string'
                  ? resolve(data)
                  : reject(new Error(`${url} answered ${statusCode}, and a ticket is plain text`)),
          }),
      });
    });
}
