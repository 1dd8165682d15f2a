using EcomCenter.Contracts;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Pages.Hotline;

/// <summary>The outcomes of a call, and the note that each leaves.</summary>
internal static class CallOutcomes
{
    public static IReadOnlyList<EntryOutcome> All { get; } =
        [EntryOutcome.Answered, EntryOutcome.Promised, EntryOutcome.HandedOver, EntryOutcome.CallBack];

    extension(TicketEntryForm form)
    {
        /// <summary>
        /// The most likely outcome for the fields filled in: an answer text means answered, with a date promised; otherwise a
        /// department means handed over, and a phone means call back. The page makes it the main button; <c>entryForm.js</c> repeats this
        /// rule while the clerk types.
        /// </summary>
        public EntryOutcome LikelyOutcome => form switch
        {
            { PromisedAt: not null } => EntryOutcome.Promised,
            { AnswerText: not null } => EntryOutcome.Answered,
            { Department: not null } => EntryOutcome.HandedOver,
            { Phone: not null } => EntryOutcome.CallBack,
            _ => EntryOutcome.Answered,
        };

        /// <summary>Sets the likely outcome if the form was sent by keyboard, without pressing a button.</summary>
        public TicketEntryForm WithOutcome() => All.Contains(form.Outcome) ? form : form with { Outcome = form.LikelyOutcome };

        /// <summary>The note for staff: the words told to the caller that do not count as an answer.</summary>
        public StaffNote? ToStaffNote(Language language) => form switch
        {
            { Outcome: EntryOutcome.CallBack } => new(
                string.Join('\n',
                    new[] { DeskTexts.Format(language, "hotline.callBackNote"), QuoteAnswer(form, language) }.OfType<string>()),
                CallPromised: true),
            { Outcome: EntryOutcome.HandedOver, AnswerText: not null } => new(QuoteAnswer(form, language)!),
            _ => null,
        };
    }

    private static string? QuoteAnswer(TicketEntryForm form, Language language) =>
        form.AnswerText is { } text ? $"{DeskTexts.Format(language, "hotline.weSaid")}\n{text.Trim()}" : null;
}
