"""What is inside an attached file: found, told, and on request taken out.

`findings`, `readers/` and `cleaners/` are pure (bytes in, findings or bytes out, no Django) and run
in a process of their own (`apart`). `models` and `services` keep what was found and who said that
it may stay.
"""
