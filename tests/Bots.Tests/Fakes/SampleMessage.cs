using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Fakes;

internal static class SampleMessage
{
    public static OutgoingMessage Create(string text, params ChatButton[] buttons) => new()
    {
        To = new(ContactChannel.Telegram, "123456789", "42"), Text = text, Language = Language.Ug,
        Buttons = buttons.Length == 0 ? [] : [buttons],
    };
}
