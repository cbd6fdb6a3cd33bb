/** The two addresses that `npm start` prints; both stand on the list of request domains of a real mini-program. */
module.exports = {
  gateway: 'http://bank.localhost:8787',
  backend: 'http://hotel.localhost:8788',
};
