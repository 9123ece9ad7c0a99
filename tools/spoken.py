"""The Vietnamese of the scripts that run before the environment is there; in the code they speak English.

Which language it is says TOANDAN_LANG, else the terminal (LC_ALL, LC_MESSAGES, LANG), as in the program itself.
"""

import os

VIETNAMESE = {
    "Toandan needs Python 3.11 or newer; this is %(version)s at %(place)s.": (
        "Toandan cần Python 3.11 trở lên; đây là %(version)s tại %(place)s."
    ),
    "Install one and run `make setup PYTHON=python3.11` (or newer).": (
        "Hãy cài đặt rồi chạy `make setup PYTHON=python3.11` (hoặc mới hơn)."
    ),
    "installing the locked packages (hashes are checked)": "đang cài các gói đã khóa phiên bản (có kiểm tra mã băm)",
    "installing the program": "đang cài chương trình",
    "the environment is ready (%(seconds)s s)": "môi trường đã sẵn sàng (%(seconds)s giây)",
    "making .venv with Python %(version)s": "đang tạo .venv bằng Python %(version)s",
    "This Python cannot make environments: install its venv package (Debian, Ubuntu: `%(package)s`).": (
        "Bản Python này không tạo được môi trường: hãy cài gói venv của nó (Debian, Ubuntu: `%(package)s`)."
    ),
    "installing %(package)s, which this Python lacks": "đang cài %(package)s mà bản Python này còn thiếu",
    "pip failed with code %(code)s; the last lines above say why.": (
        "pip không thành công (mã %(code)s); các dòng cuối ở trên cho biết lý do."
    ),
    "%(done)s/%(total)s packages": "%(done)s/%(total)s gói",
    "%(done)s/%(total)s packages, unpacking": "%(done)s/%(total)s gói, đang giải nén",
    "`%(command)s …` failed with code %(code)s.": "`%(command)s …` không thành công (mã %(code)s).",
    "installing chromium for the journeys": "đang cài chromium cho các bài thử trên trình duyệt",
    "No Chromium was found for the browser journeys.": "Không tìm thấy Chromium cho các bài thử trên trình duyệt.",
    "Install Chromium or Chrome (Debian: `apt-get install chromium`),": (
        "Hãy cài Chromium hoặc Chrome (Debian: `apt-get install chromium`),"
    ),
    "or name one: CHROMIUM=/path/to/chromium make test": "hoặc chỉ rõ: CHROMIUM=/đường/dẫn/chromium make test",
    "installing PostgreSQL 15, the oldest version that is promised": (
        "đang cài PostgreSQL 15, phiên bản cũ nhất được cam kết hỗ trợ"
    ),
}


def vietnamese() -> bool:
    """Tell whether the operator reads Vietnamese."""
    names = ("TOANDAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return said.lower().startswith("vi")


def spoken(sentence: str, **values: object) -> str:
    """Return a sentence in the operator's language, with its values filled in."""
    template = VIETNAMESE[sentence] if vietnamese() else sentence
    return template % values if values else template
