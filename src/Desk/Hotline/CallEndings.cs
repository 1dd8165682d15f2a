using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.Hotline;

/// <summary>The outcomes of a call, and the note that each leaves.</summary>
internal static class CallEndings
{
    public static IReadOnlyList<Ending> All { get; } = [Ending.Answered, Ending.Promised, Ending.HandedOver, Ending.CallBack];

    extension(MatterForm form)
    {
        /// <summary>
        /// The most likely outcome for the fields filled in: an answer text means answered, with a date promised; otherwise a
        /// department means handed over, and a phone means call back. The page makes it the main button; <c>talk.js</c> repeats this
        /// rule while the clerk types.
        /// </summary>
        public Ending Likely => form switch
        {
            { PromisedAt: not null } => Ending.Promised,
            { AnswerText: not null } => Ending.Answered,
            { Department: not null } => Ending.HandedOver,
            { Phone: not null } => Ending.CallBack,
            _ => Ending.Answered,
        };

        /// <summary>Sets the likely outcome if the form was sent by keyboard, without pressing a button.</summary>
        public MatterForm WithEnding() => All.Contains(form.Ending) ? form : form with { Ending = form.Likely };

        /// <summary>The note for staff: the words told to the caller that do not count as an answer.</summary>
        public NoteBeside? NoteIn(Language language) => form switch
        {
            { Ending: Ending.CallBack } => new(
                string.Join('\n', new[] { DeskTexts.Say(language, "hotline.callBackNote"), Said(form, language) }.OfType<string>()),
                CallPromised: true),
            { Ending: Ending.HandedOver, AnswerText: not null } => new(Said(form, language)!),
            _ => null,
        };
    }

    private static string? Said(MatterForm form, Language language) =>
        form.AnswerText is { } text ? $"{DeskTexts.Say(language, "hotline.weSaid")}\n{text.Trim()}" : null;
}
