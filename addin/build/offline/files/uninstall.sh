#!/bin/sh
exec sh "$(dirname "$0")/install.sh" --uninstall "$@"
