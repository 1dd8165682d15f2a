using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.Hotline;

/// <summary>How a call ends, and what becomes of what we said.</summary>
internal static class CallEndings
{
    public static IReadOnlyList<Ending> All { get; } = [Ending.Answered, Ending.Promised, Ending.HandedOver, Ending.CallBack];

    extension(MatterForm form)
    {
        /// <summary>
        /// What the clerk most likely means, from what is filled in: words said to the caller are an answer, with a date a promise; without any, the
        /// chosen department has it, else somebody calls back. The page shows it as its main button, and <c>talk.js</c> keeps that true while one types.
        /// </summary>
        public Ending Likely => form switch
        {
            { PromisedAt: not null } => Ending.Promised,
            { AnswerText: not null } => Ending.Answered,
            { Department: not null } => Ending.HandedOver,
            { Phone: not null } => Ending.CallBack,
            _ => Ending.Answered,
        };

        /// <summary>A form sent by the keyboard, past all buttons, ends as its main button says.</summary>
        public MatterForm WithEnding() => All.Contains(form.Ending) ? form : form with { Ending = form.Likely };

        /// <summary>What we said and what is no answer yet stays with the colleagues.</summary>
        public NoteBeside? NoteIn(Language language) => form switch
        {
            { Ending: Ending.CallBack } => new(string.Join('\n', new[] { DeskTexts.Say(language, "hotline.callBackNote"), Said(form, language) }.OfType<string>()), CallPromised: true),
            { Ending: Ending.HandedOver, AnswerText: not null } => new(Said(form, language)!),
            _ => null,
        };
    }

    private static string? Said(MatterForm form, Language language) =>
        form.AnswerText is { } said ? $"{DeskTexts.Say(language, "hotline.weSaid")}\n{said.Trim()}" : null;
}
