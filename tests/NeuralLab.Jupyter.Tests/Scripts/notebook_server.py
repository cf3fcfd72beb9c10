"""Jupyter Notebook that ends, with its kernels, when its standard input does."""
import os
import signal
import sys
import threading

from notebook.notebookapp import main


def end_with_input():
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=end_with_input, daemon=True).start()
main()
