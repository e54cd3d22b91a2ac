self.onmessage = ({ data: { id, response } }) => self.postMessage({ event: "answered", id, response });
