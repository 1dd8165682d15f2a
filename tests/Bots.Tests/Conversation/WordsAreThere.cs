using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Tests.Conversation;

public class WordsAreThere
{
    // That keys and placeholders are equal in all languages is proven by loading; here: nothing the code can name is missing.
    [Fact]
    public void Everything_the_talk_can_name_has_a_word()
    {
        var named = Codes.Menu.Select(code => "command." + code)
            .Concat(Enum.GetValues<Content>().Select(content => "content." + Code.Of(content)))
            .Concat(Enum.GetValues<TicketStatus>().Select(status => "status." + Code.Of(status)))
            .Append("button.new").Append("button.matters");
        Assert.All(named, key => Assert.True(Words.Texts.Has(key), key));
    }

    [Fact]
    public void Uyghur_numbers_stand_in_an_island_of_their_own_so_that_hyphens_do_not_turn_them_round()
    {
        foreach (var key in Words.Texts.Keys.Where(key => Words.Texts.Placeholders(key).Contains("number")))
        {
            var values = Words.Texts.Placeholders(key).Select(name => (name, (object)$"<{name}>")).ToArray();
            Assert.Contains("\u2066<number>\u2069", Words.Texts.Say(Language.Ug, key, values), StringComparison.Ordinal);
        }
    }
}
