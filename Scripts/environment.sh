# Where the product and its tests find the tools that install-tools.sh keeps in .tools/. To be sourced at the root.
export LIUHEN_PYTHON="$PWD/.tools/venv/bin/python"
export LIUHEN_FONTS="$PWD/.tools/fonts"
export PYTHONDONTWRITEBYTECODE=1
