import '@inlay/sdk/define';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type {} from './inlay-in-react.ts';
import { products, startInlay } from './start.ts';

startInlay();

function App() {
  const [said, say] = useState('');
  const [shown, show] = useState(true);
  return (
    <>
      {shown &&
        products.map((product) => (
          <inlay-wealth-card
            key={product}
            product={product}
            placement="react"
            oninlay-ready={(event) => say(`ready ${event.detail.widget}`)}
            oninlay-product-open={(event) => {
              event.preventDefault();
              say(`open ${event.detail.product} ${event.detail.receipt.version}`);
            }}
          />
        ))}
      <p id="log" role="status">
        {said}
      </p>
      <button id="toggle" onClick={() => show(!shown)}>
        {shown ? '收起' : '展开'}
      </button>
    </>
  );
}

createRoot(document.querySelector('#app')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
