using EcomCenter.Contracts;

namespace EcomCenter.Desk.Texts;

/// <summary>
/// What is wrong with one field, and with its text (<c>fault.{Code}</c>) what to do about it. <paramref name="Field"/> is the name as the sender wrote it,
/// e.g. <c>requester.phone</c>.
/// </summary>
public sealed record FieldFault(string Field, string Code, params (string Name, object Value)[] Values)
{
    public string Say(Language language) => DeskTexts.Say(language, "fault." + Code, Values);
}
