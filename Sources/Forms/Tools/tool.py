"""Runs one tool: python -I tool.py MODULE [ARGUMENT …], with the path of a module of this product.

Every tool is a process of its own, apart from the server and from the other tools, kept warm between requests. One JSON
object a line on standard input, followed by as many raw bytes as it says; one JSON object a line on standard output. The
first line it writes says that it is ready.

    {"id": 1, "bytes": N, …}  ->  {"id": 1, …}, or {"id": 1, "error": "<code>", "detail": "…"} where the request failed

A module has MEMORY, the most bytes of address space that the process may take, or None, and start(*arguments), which
gives the function that answers a request and its bytes. What a request says beside its number, and what the answer, the
module describes.
"""

import importlib.util
import json
import os
import resource
import sys


def loaded(path):
    """The module at a path. Its folder is not among those of modules, nor is this one."""
    description = importlib.util.spec_from_file_location(os.path.basename(path).removesuffix(".py"), path)
    module = importlib.util.module_from_spec(description)
    description.loader.exec_module(module)
    return module


def reply(answer, request, content):
    try:
        return answer(request, content)
    except MemoryError:
        return {"error": "too-large", "detail": ""}
    except Exception as error:  # whatever a request does to a tool, it is answered, and the tool stays warm
        return {"error": "failed", "detail": f"{type(error).__name__}: {error}"}


def main(path, *arguments):
    output = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    # Nothing but answers may reach the pipe.
    os.dup2(2, 1)
    module = loaded(path)
    if module.MEMORY is not None:
        resource.setrlimit(resource.RLIMIT_AS, (module.MEMORY, module.MEMORY))
    answer = module.start(*arguments)

    def send(message):
        # In ASCII: a name in a file may hold what is no text.
        output.write(json.dumps(message) + "\n")
        output.flush()

    send({"id": 0})
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        send({**reply(answer, request, sys.stdin.buffer.read(request["bytes"])), "id": request["id"]})


if __name__ == "__main__":
    main(*sys.argv[1:])
