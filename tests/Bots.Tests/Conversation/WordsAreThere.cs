using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Tests.Conversation;

public class WordsAreThere
{
    // Loading proves that keys and placeholders are equal in all languages. This proves that all keys built by code exist.
    [Fact]
    public void Every_text_key_built_by_code_exists()
    {
        var keys = Codes.Menu.Select(code => "command." + code)
            .Concat(Enum.GetValues<Content>().Select(content => "content." + Code.Of(content)))
            .Concat(Enum.GetValues<TicketStatus>().Select(status => "status." + Code.Of(status)))
            .Append("button.new").Append("button.matters");
        Assert.All(keys, key => Assert.True(Words.Texts.Has(key), key));
    }

    [Fact]
    public void Ticket_numbers_in_Uyghur_texts_are_isolated_left_to_right_so_that_hyphens_do_not_reorder_them()
    {
        foreach (var key in Words.Texts.Keys.Where(key => Words.Texts.Placeholders(key).Contains("number")))
        {
            var values = Words.Texts.Placeholders(key).Select(name => (name, (object)$"<{name}>")).ToArray();
            Assert.Contains("\u2066<number>\u2069", Words.Texts.Say(Language.Ug, key, values), StringComparison.Ordinal);
        }
    }
}
