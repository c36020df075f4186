#!/bin/sh
# Runs a command on a display, a window manager and a message bus of its own, without their chatter.
exec 3>&2
exec xvfb-run -a -s "-screen 0 1920x1080x24 -nolisten tcp" \
  dbus-run-session -- sh -c 'openbox & exec "$@" 2>&3' - "$@" 2>/dev/null
