using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Handling.Slips;

/// <summary>Returns a slip to the desk for a reason of a list.</summary>
public static class ReturnSlip
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.ReturnSlip,
        new JsonOperation<ReturnSlipBody>("return", "returnSlip", "Returns the slip to the desk with the reason.",
            (body, faults) => Return(faults.ReadRequiredEnum("reason", body.Reason), body.Text)),
        SlipActions.CreateForm(TicketAction.ReturnSlip, "return-slip",
            (form, _) => Return(form.Choice<SlipReturnReason>("reason"), form["text"]),
            new ChoiceFormField("reason", "ticket.reason", ChoiceFormField.Texts("ticket.slip.return",
                Enum.GetValues<SlipReturnReason>().Select(reason => EcomCenter.Texts.EnumCode.From(reason)))),
            new TextFormField("text", "ticket.slip.returnWords") { Rows = 2, HintKey = "ticket.reasonHint" }))
    {
        IsOnSlip = true,
    };

    private static TicketUseCase Return(SlipReturnReason? reason, string? text) => async (actions, unit, request, cancellation) =>
    {
        if (TicketActions.Validate(faults =>
        {
            if (reason is null) faults.Add(new("reason", "empty"));
            if (reason is SlipReturnReason.Other) TextValidation.CheckRequired(faults, "text", text, TextValidation.MaxTextLength);
            else TextValidation.CheckOptional(faults, "text", text, TextValidation.MaxTextLength);
        }) is { } invalid) return invalid;
        var words = CleanText.IsBlank(text) ? null : TicketActions.NewMessageBody(unit, text);
        return await actions.ChangeSlipAsync(unit, request, TicketAction.ReturnSlip,
            on => on.Ticket.ReturnSlip(on.Author, on.Slip, reason!.Value, words, on.Context), cancellation);
    };
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ReturnSlipBody
{
    [Required]
    public ParsedEnum<SlipReturnReason>? Reason { get; init; }

    /// <summary>The department's words; required for the reason <c>other</c>.</summary>
    public string? Text { get; init; }
}
