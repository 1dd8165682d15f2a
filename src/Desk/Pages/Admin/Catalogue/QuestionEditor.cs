using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Admin.Catalogue;

/// <summary>The frequent questions and their answers.</summary>
internal sealed class QuestionEditor(DeskWriter writer, IDbContextFactory<DeskDb> contexts, FrequentQuestionMatcher matcher)
    : CatalogueEditor<FrequentQuestion>(writer, contexts)
{
    public override string Name => "questions";

    protected override IReadOnlyList<CatalogueField<FrequentQuestion>> Fields { get; } =
    [
        new("question", 200, IsRequired: true, 2, PerLanguage("question",
            (q => q.QuestionZh, (q, text) => q.QuestionZh = text),
            (q => q.QuestionUg, (q, text) => q.QuestionUg = text),
            (q => q.QuestionEn, (q, text) => q.QuestionEn = text))),
        new("answer", 2_000, IsRequired: true, 6, PerLanguage("answer",
            (q => q.AnswerZh, (q, text) => q.AnswerZh = text),
            (q => q.AnswerUg, (q, text) => q.AnswerUg = text),
            (q => q.AnswerEn, (q, text) => q.AnswerEn = text))),
        new("words", 4_000, IsRequired: false, 6, [new("words", null, q => q.Keywords, (q, text) => q.Keywords = text)]),
    ];

    protected override FrequentQuestion CreateRow(string code, int sort) =>
        new() { Code = code, Sort = sort, QuestionZh = "", QuestionUg = "", QuestionEn = "", AnswerZh = "", AnswerUg = "", AnswerEn = "" };

    protected override string TitleOf(FrequentQuestion row, Language language) => row.Question(language);

    protected override void OnChanged() => matcher.Invalidate();
}
