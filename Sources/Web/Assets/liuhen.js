// What a form cannot do by itself: drafts that save themselves, uploads that go on where they broke off, and the clock
// beside a recording. Everything else works without this file.
"use strict";

(function drafts() {
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const told = form.querySelector(".saved");
    let before = serialised(form);
    let timer = null;
    let leaving = false;
    form.addEventListener("submit", (event) => {
      const submitter = event.submitter;
      leaving = !(submitter && submitter.formTarget === "_blank");
    });
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, 3000);
    });
    window.addEventListener("beforeunload", (event) => {
      if (!leaving && serialised(form) !== before) event.preventDefault();
    });
    async function save() {
      const now = serialised(form);
      if (now === before || leaving) return;
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", body: now, headers: { "Content-Type": "application/x-www-form-urlencoded" },
        });
        if (!answer.ok) throw new Error(String(answer.status));
        const { savedAt } = await answer.json();
        before = now;
        told.textContent = "草稿已自动保存 " + savedAt;
      } catch {
        told.textContent = "草稿暂未保存，内容仍在本页";
        timer = setTimeout(save, 10000);
      }
    }
  }
  function serialised(form) {
    return new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString();
  }
})();

(function uploads() {
  const chunk = 8 * 1024 * 1024;
  const tus = { "Tus-Resumable": "1.0.0" };
  for (const form of document.querySelectorAll("form[data-resumable]")) {
    const input = form.querySelector("input[type=file]");
    if (!input) continue;
    form.addEventListener("submit", (event) => {
      const file = input.files[0];
      if (!file) return;
      event.preventDefault();
      run(form, input, file);
    });
  }

  async function run(form, input, file) {
    const place = form.dataset.resumable;
    const key = "liuhen-upload:" + file.name + ":" + file.size + ":" + file.lastModified;
    const box = progressBox(form);
    const buttons = form.querySelectorAll("button");
    buttons.forEach((button) => { button.disabled = true; });
    try {
      const address = await send(place, file, key, box);
      localStorage.removeItem(key);
      const hidden = document.createElement("input");
      hidden.type = "hidden";
      hidden.name = input.name;
      hidden.value = address.split("/").pop();
      form.append(hidden);
      input.disabled = true;
      form.submit();
    } catch (error) {
      box.say("上传中断：" + error.message + "。再按一次按钮，从断开处继续。");
      buttons.forEach((button) => { button.disabled = false; });
    }
  }

  async function send(place, file, key, box) {
    let address = localStorage.getItem(key);
    let offset = address ? await offsetOf(address) : null;
    if (offset === null) {
      address = await create(place, file);
      localStorage.setItem(key, address);
      offset = 0;
    }
    let tries = 0;
    while (offset < file.size) {
      box.show(offset, file.size);
      try {
        const answer = await fetch(address, {
          method: "PATCH", body: file.slice(offset, offset + chunk),
          headers: { ...tus, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
        });
        if (answer.status === 204) {
          offset = Number(answer.headers.get("Upload-Offset"));
          tries = 0;
          continue;
        }
        if (answer.status !== 409 && answer.status !== 423 && answer.status < 500) {
          localStorage.removeItem(key);
          throw new Refusal(await answer.text() || String(answer.status));
        }
      } catch (error) {
        if (error instanceof Refusal) throw error;
      }
      tries += 1;
      if (tries > 8) throw new Error("网络不通");
      box.say("网络中断，正在重试");
      await new Promise((resolve) => setTimeout(resolve, Math.min(30000, 1000 * 2 ** tries)));
      const durable = await offsetOf(address);
      if (durable !== null) offset = durable;
    }
    box.show(file.size, file.size);
    return address;
  }

  class Refusal extends Error {}

  async function create(place, file) {
    const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
    const answer = await fetch(place, {
      method: "POST",
      headers: {
        ...tus, "Upload-Length": String(file.size),
        "Upload-Metadata": "filename " + encoded(file.name) + ",filetype " + encoded(file.type || "application/octet-stream"),
      },
    });
    if (answer.status !== 201) throw new Refusal(await answer.text() || String(answer.status));
    return answer.headers.get("Location");
  }

  async function offsetOf(address) {
    try {
      const answer = await fetch(address, { method: "HEAD", headers: tus });
      return answer.ok ? Number(answer.headers.get("Upload-Offset")) : null;
    } catch {
      return null;
    }
  }

  function progressBox(form) {
    let box = form.querySelector(".progress");
    if (!box) {
      box = document.createElement("div");
      box.className = "progress";
      box.append(document.createElement("progress"), document.createElement("p"));
      box.lastChild.setAttribute("aria-live", "polite");
      form.querySelector(".buttons").before(box);
    }
    const [bar, words] = box.children;
    const size = (bytes) => (bytes / 1048576).toFixed(1) + " MB";
    return {
      show(done, all) {
        bar.max = all;
        bar.value = done;
        words.textContent = "已上传 " + size(done) + " / " + size(all);
      },
      say(text) { words.textContent = text; },
    };
  }
})();

(function player() {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const media = document.getElementById(clock.dataset.clock);
    if (!media) continue;
    const start = Number(media.dataset.start);
    const zone = 8 * 3600 * 1000;
    const show = () => {
      const at = new Date(start + media.currentTime * 1000 + zone).toISOString();
      clock.textContent = "画面时间 " + at.slice(0, 10) + " " + at.slice(11, 19) + "（第 " + Math.floor(media.currentTime) + " 秒）";
      for (const link of document.querySelectorAll("a[href*='capture-answered']")) {
        const address = new URL(link.href);
        address.searchParams.set("position", String(Math.floor(media.currentTime)));
        link.href = address.href;
      }
    };
    media.addEventListener("timeupdate", show);
    media.addEventListener("loadedmetadata", show);
  }
})();

(function problems() {
  const box = document.getElementById("problem");
  if (box) box.focus();
  if (location.hash) {
    const place = document.getElementById(location.hash.slice(1));
    if (place && place.closest("details")) place.closest("details").open = true;
  }
})();

(function copies() {
  // A field of a platform's sheet, copied as it stands.
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        // Without a secure connection browsers offer only the old way.
        const area = document.createElement("textarea");
        area.value = text;
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
        button.focus();
      }
      button.textContent = "已复制";
    });
  }
})();
