"use strict";
// Asks the browser for a passkey and sends what it gives with the form. Without script the code field is there.


function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// The server writes binary values as base64url; the browser wants them as bytes.
function opened(options) {
  const asked = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (asked.user) asked.user = { ...asked.user, id: bytes(asked.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (asked[list]) asked[list] = asked[list].map((known) => ({ ...known, id: bytes(known.id) }));
  }
  return asked;
}

function closed(credential) {
  const said = credential.response;
  const response = { clientDataJSON: text(said.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (said[part]) response[part] = text(said[part]);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function ask(form, button) {
  const options = JSON.parse(document.getElementById("passkey-options").textContent);
  const trouble = form.querySelector("[data-passkey-trouble]");
  trouble.hidden = true;
  button.disabled = true;
  try {
    const credential = options.creation_options
      ? await navigator.credentials.create({ publicKey: opened(options.creation_options) })
      : await navigator.credentials.get({ publicKey: opened(options.request_options) });
    form.elements.namedItem("credential").value = JSON.stringify(closed(credential));
    form.submit();
  } catch (error) {
    trouble.hidden = false;
    trouble.focus();
    button.disabled = false;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-passkey]");
  if (button) ask(button.form, button);
});
