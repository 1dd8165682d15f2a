using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class LiveSellingWord : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.UpdateData(
                table: "frequent_questions",
                keyColumn: "Code",
                keyValue: "training",
                column: "AnswerUg",
                value: "بار، دۇكان ئېچىش، نەق مەيدان سېتىش، خېرىدارلار مۇلازىمىتى ۋە رەسىمگە تارتىش ئۆگىتىلىدۇ. يېقىنقى كۇرسنىڭ ۋاقتى مەركەز ۋە كەنت قۇلايلىق مۇلازىمەت پونكىتىغا چاپلاندى، بىۋاسىتە مۇلازىمەت پوكەيىدە تىزىملىتىڭ.");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.UpdateData(
                table: "frequent_questions",
                keyColumn: "Code",
                keyValue: "training",
                column: "AnswerUg",
                value: "بار، دۇكان ئېچىش، نەق مەيدان تارقىتىش، خېرىدارلار مۇلازىمىتى ۋە رەسىمگە تارتىش ئۆگىتىلىدۇ. يېقىنقى كۇرسنىڭ ۋاقتى مەركەز ۋە كەنت قۇلايلىق مۇلازىمەت پونكىتىغا چاپلاندى، بىۋاسىتە مۇلازىمەت پوكەيىدە تىزىملىتىڭ.");
        }
    }
}
