namespace NeuralLab.Jupyter.Tests;

/// <summary>The kernel against Jupyter's own client: each check is a function of that name in Scripts/kernel.py.</summary>
public sealed class KernelTests(KernelFixture kernel) : IClassFixture<KernelFixture>
{
    [Theory]
    [InlineData("every_request_is_framed_by_busy_and_idle")]
    [InlineData("kernel_info")]
    [InlineData("a_wrong_signature_is_ignored_and_logged")]
    [InlineData("messages_that_are_none_are_ignored")]
    [InlineData("a_request_of_unknown_kind_stops_nothing")]
    [InlineData("comms_are_none")]
    [InlineData("several_clients_hear_the_same")]
    [InlineData("the_heart_beats_while_a_cell_runs")]
    [InlineData("the_control_channel_answers_while_a_cell_runs")]
    public Task Messages(string check) => kernel.Check(check);

    [Theory]
    [InlineData("executions_are_counted")]
    [InlineData("silent_code_shows_nothing_and_does_not_count")]
    [InlineData("what_is_not_stored_is_not_counted")]
    [InlineData("user_expressions_are_evaluated_after_the_code")]
    [InlineData("a_failure_aborts_what_waits")]
    [InlineData("an_empty_cell_is_done")]
    [InlineData("history_is_kept")]
    public Task Execution(string check) => kernel.Check(check);

    [Theory]
    [InlineData("text_comes_as_it_is_printed")]
    [InlineData("many_lines_come_in_few_messages")]
    [InlineData("ten_megabytes_of_text_arrive")]
    [InlineData("both_streams_keep_their_names")]
    [InlineData("outputs_come_in_their_order")]
    [InlineData("a_shown_value_is_updated")]
    [InlineData("output_is_cleared")]
    [InlineData("progress_shows_and_goes_without_a_trace")]
    [InlineData("an_error_names_its_own_line_in_colour")]
    public Task Outputs(string check) => kernel.Check(check);

    [Theory]
    [InlineData("ReadLine_asks_the_front_end")]
    [InlineData("input_that_nobody_gives_ends")]
    [InlineData("waiting_for_input_can_be_interrupted")]
    public Task Input(string check) => kernel.Check(check);

    [Theory]
    [InlineData("names_of_earlier_cells_complete")]
    [InlineData("members_complete_after_a_dot")]
    [InlineData("named_arguments_and_enum_values_complete")]
    [InlineData("places_are_counted_in_characters")]
    [InlineData("documentation_is_shown")]
    [InlineData("documentation_shows_beside_the_notebook")]
    [InlineData("completeness_is_known")]
    public Task Writing(string check) => kernel.Check(check);

    [Theory]
    [InlineData("an_interrupt_ends_an_endless_loop_and_keeps_the_state")]
    [InlineData("what_cannot_be_interrupted_loses_its_state_and_says_so")]
    [InlineData("a_stack_overflow_ends_its_process_only")]
    [InlineData("exit_ends_its_process_only")]
    [InlineData("a_killed_process_is_replaced")]
    public Task Ends(string check) => kernel.Check(check);
}
