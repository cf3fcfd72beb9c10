"""The Jupyter project's own test suite for kernels, with what it needs to know of this one."""
import unittest

import jupyter_kernel_test


class NeuralLabTests(jupyter_kernel_test.KernelTests):
    kernel_name = "neurallab"
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("oops");'
    completion_samples = [
        {"text": "Math.Ma", "matches": {"Max", "MaxMagnitude"}},
        {"text": "System.DayOfWeek.Mon", "matches": {"Monday"}},
    ]
    complete_code_samples = ["1 + 1", "int Twice(int x) => 2 * x;", "foreach (var i in new[] { 1 })\n{\n    Console.WriteLine(i);\n}", 'Console.WriteLine("hello");', ""]
    incomplete_code_samples = ["int Twice(int x)\n{", "foreach (var i in new[] { 1 }) {", "Console.WriteLine("]
    invalid_code_samples = ["int a = ) 5;", "class { }}"]
    code_page_something = "Math.Max?"
    code_generate_error = 'throw new InvalidOperationException("wrong");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"text"', "result": "text"},
        {"code": "new[] { 1, 2 }.Sum()", "result": "3"},
    ]
    code_display_data = [
        {"code": '"shown".Display();', "mime": "text/plain"},
        {"code": '"shown".Display("text/plain");', "mime": "text/plain"},
    ]
    code_history_pattern = "6*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.Max"
    code_clear_output = "Output.Clear();"


if __name__ == "__main__":
    unittest.main(verbosity=2)
