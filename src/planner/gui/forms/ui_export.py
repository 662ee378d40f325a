# Made from resources/ui/export.ui by tools/build_forms.py: edit the form, not this file.

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QDialog, QGridLayout, QHBoxLayout,
    QLabel, QLineEdit, QProgressBar, QPushButton,
    QRadioButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from planner.gui.widgets.choice_editors import Combo
from planner.gui.widgets.day_field import DayField

from planner.i18n import _


class Ui_ExportDialog(object):
    def setupUi(self, ExportDialog):
        if not ExportDialog.objectName():
            ExportDialog.setObjectName(u"ExportDialog")
        self.column = QVBoxLayout(ExportDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(28, 22, 28, 22)
        self.heading_label = QLabel(ExportDialog)
        self.heading_label.setObjectName(u"heading_label")

        self.column.addWidget(self.heading_label)

        self.choices = QWidget(ExportDialog)
        self.choices.setObjectName(u"choices")
        self.choices_column = QVBoxLayout(self.choices)
        self.choices_column.setSpacing(8)
        self.choices_column.setObjectName(u"choices_column")
        self.choices_column.setContentsMargins(0, 0, 0, 0)
        self.kind_label = QLabel(self.choices)
        self.kind_label.setObjectName(u"kind_label")

        self.choices_column.addWidget(self.kind_label)

        self.pdf_radio = QRadioButton(self.choices)
        self.pdf_radio.setObjectName(u"pdf_radio")

        self.choices_column.addWidget(self.pdf_radio)

        self.xlsx_radio = QRadioButton(self.choices)
        self.xlsx_radio.setObjectName(u"xlsx_radio")

        self.choices_column.addWidget(self.xlsx_radio)

        self.json_radio = QRadioButton(self.choices)
        self.json_radio.setObjectName(u"json_radio")

        self.choices_column.addWidget(self.json_radio)

        self.map_radio = QRadioButton(self.choices)
        self.map_radio.setObjectName(u"map_radio")

        self.choices_column.addWidget(self.map_radio)

        self.picture_label = QLabel(self.choices)
        self.picture_label.setObjectName(u"picture_label")

        self.choices_column.addWidget(self.picture_label)

        self.picture_combo = Combo(self.choices)
        self.picture_combo.setObjectName(u"picture_combo")

        self.choices_column.addWidget(self.picture_combo)

        self.grid = QGridLayout()
        self.grid.setObjectName(u"grid")
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(4)
        self.paper_label = QLabel(self.choices)
        self.paper_label.setObjectName(u"paper_label")

        self.grid.addWidget(self.paper_label, 0, 0, 1, 1)

        self.paper_combo = Combo(self.choices)
        self.paper_combo.setObjectName(u"paper_combo")

        self.grid.addWidget(self.paper_combo, 1, 0, 1, 1)

        self.as_of_label = QLabel(self.choices)
        self.as_of_label.setObjectName(u"as_of_label")

        self.grid.addWidget(self.as_of_label, 0, 1, 1, 1)

        self.as_of_edit = DayField(self.choices)
        self.as_of_edit.setObjectName(u"as_of_edit")

        self.grid.addWidget(self.as_of_edit, 1, 1, 1, 1)

        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)

        self.choices_column.addLayout(self.grid)

        self.file_label = QLabel(self.choices)
        self.file_label.setObjectName(u"file_label")

        self.choices_column.addWidget(self.file_label)

        self.file_row = QHBoxLayout()
        self.file_row.setSpacing(8)
        self.file_row.setObjectName(u"file_row")
        self.file_edit = QLineEdit(self.choices)
        self.file_edit.setObjectName(u"file_edit")

        self.file_row.addWidget(self.file_edit)

        self.browse_button = QPushButton(self.choices)
        self.browse_button.setObjectName(u"browse_button")
        self.browse_button.setAutoDefault(False)

        self.file_row.addWidget(self.browse_button)


        self.choices_column.addLayout(self.file_row)


        self.column.addWidget(self.choices)

        self.said_label = QLabel(ExportDialog)
        self.said_label.setObjectName(u"said_label")
        self.said_label.setText(u"")
        self.said_label.setWordWrap(True)
        self.said_label.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.said_label)

        self.progress_bar = QProgressBar(ExportDialog)
        self.progress_bar.setObjectName(u"progress_bar")
        self.progress_bar.setTextVisible(False)

        self.column.addWidget(self.progress_bar)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.open_folder_button = QPushButton(ExportDialog)
        self.open_folder_button.setObjectName(u"open_folder_button")
        self.open_folder_button.setAutoDefault(False)

        self.buttons.addWidget(self.open_folder_button)

        self.buttons_spacer = QSpacerItem(40, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_spacer)

        self.cancel_button = QPushButton(ExportDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.export_button = QPushButton(ExportDialog)
        self.export_button.setObjectName(u"export_button")

        self.buttons.addWidget(self.export_button)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.picture_label.setBuddy(self.picture_combo)
        self.paper_label.setBuddy(self.paper_combo)
        self.as_of_label.setBuddy(self.as_of_edit)
        self.file_label.setBuddy(self.file_edit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ExportDialog)

        self.export_button.setDefault(True)


        QMetaObject.connectSlotsByName(ExportDialog)
    # setupUi

    def retranslateUi(self, ExportDialog):
        ExportDialog.setWindowTitle(_(u"Export the plan"))
        self.heading_label.setText(_(u"Export the plan"))
        self.kind_label.setText(_(u"What to make"))
        self.pdf_radio.setText(_(u"PDF document: the full plan, to read and to print"))
#if QT_CONFIG(accessibility)
        self.pdf_radio.setAccessibleName(_(u"PDF document"))
#endif // QT_CONFIG(accessibility)
        self.xlsx_radio.setText(_(u"Excel workbook: every table, to calculate with"))
#if QT_CONFIG(accessibility)
        self.xlsx_radio.setAccessibleName(_(u"Excel workbook"))
#endif // QT_CONFIG(accessibility)
        self.json_radio.setText(_(u"Plan file (JSON): everything, to take to another program"))
#if QT_CONFIG(accessibility)
        self.json_radio.setAccessibleName(_(u"Plan file (JSON)"))
#endif // QT_CONFIG(accessibility)
        self.map_radio.setText(_(u"Outcome map: a picture, on one page or as a poster"))
#if QT_CONFIG(accessibility)
        self.map_radio.setAccessibleName(_(u"Outcome map"))
#endif // QT_CONFIG(accessibility)
        self.picture_label.setText(_(u"Kind of picture"))
#if QT_CONFIG(accessibility)
        self.picture_combo.setAccessibleName(_(u"Kind of picture"))
#endif // QT_CONFIG(accessibility)
        self.paper_label.setText(_(u"Paper"))
#if QT_CONFIG(accessibility)
        self.paper_combo.setAccessibleName(_(u"Paper"))
#endif // QT_CONFIG(accessibility)
        self.as_of_label.setText(_(u"Read the plan as of"))
#if QT_CONFIG(accessibility)
        self.as_of_edit.setAccessibleName(_(u"Read the plan as of"))
#endif // QT_CONFIG(accessibility)
        self.file_label.setText(_(u"Save as"))
#if QT_CONFIG(accessibility)
        self.file_edit.setAccessibleName(_(u"Save as"))
#endif // QT_CONFIG(accessibility)
        self.browse_button.setText(_(u"Choose\u2026"))
#if QT_CONFIG(accessibility)
        self.browse_button.setAccessibleName(_(u"Choose where to save"))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.progress_bar.setAccessibleName(_(u"How far the export is"))
#endif // QT_CONFIG(accessibility)
        self.open_folder_button.setText(_(u"Open the folder"))
#if QT_CONFIG(accessibility)
        self.open_folder_button.setAccessibleName(_(u"Open the folder"))
#endif // QT_CONFIG(accessibility)
        self.cancel_button.setText(_(u"Cancel"))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(_(u"Cancel"))
#endif // QT_CONFIG(accessibility)
        self.export_button.setText(_(u"Export"))
#if QT_CONFIG(accessibility)
        self.export_button.setAccessibleName(_(u"Export"))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
